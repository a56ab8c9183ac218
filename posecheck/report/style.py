"""How the report looks: on a phone, on a screen, on paper."""

from __future__ import annotations

STYLE = """
:root { color-scheme: light }
* { box-sizing: border-box }
body { font: 16px/1.55 system-ui, -apple-system, "Segoe UI", sans-serif; color: #1b2530; background: #fff;
  max-width: 46rem; margin: 0 auto; padding: 1rem }
h1, h2, h3 { line-height: 1.25; margin: 1.6em 0 .4em } h1 { font-size: 1.6rem; margin-top: .4em }
h2 { font-size: 1.25rem; border-bottom: 2px solid #d5dae0; padding-bottom: .2em } h3 { font-size: 1.05rem }
p, ul { margin: .4em 0 } ul { padding-left: 1.2em }
.lead { font-size: 1.1rem } .quiet { color: #56616d }
.wide { overflow-x: auto; margin: .6em 0 }
table { border-collapse: collapse; width: 100%; font-size: .92rem; font-variant-numeric: tabular-nums }
caption { text-align: left; color: #56616d; padding-bottom: .3em }
th, td { text-align: left; padding: .35em .6em .35em 0; border-bottom: 1px solid #d5dae0;
  vertical-align: top }
thead th { white-space: nowrap } tbody th { font-weight: 600 }
figure { margin: .8em 0; break-inside: avoid } svg { width: 100%; height: auto; display: block }
svg text { font: 12px system-ui, -apple-system, "Segoe UI", sans-serif;
  paint-order: stroke; stroke: #fff; stroke-width: 3px; stroke-linejoin: round }
.stills { display: flex; flex-wrap: wrap; gap: .8rem; align-items: flex-start }
.stills figure { flex: 1 1 13rem; max-width: 22rem; margin: .4em 0 }
img { width: 100%; height: auto; display: block }
code { font-size: .92em; overflow-wrap: anywhere }
figcaption { color: #56616d; font-size: .9rem }
.score { display: flex; align-items: baseline; flex-wrap: wrap;
  gap: .4rem 1.4rem; margin: .5em 0; padding: 0; list-style: none }
.score strong { font-size: 1.25rem }
.notice { border-left: 5px solid #a33c00; padding: .1em 0 .1em .8em }
footer { margin-top: 2.5em; border-top: 2px solid #d5dae0; font-size: .9rem }
@media (max-width: 30rem) {
  body { padding: .7rem; font-size: 15px } svg text { font-size: 17px }
  table { font-size: .85rem; hyphens: auto } th, td { padding-right: .4em }
  thead th { white-space: normal }
}
@media print {
  @page { margin: 16mm }
  body { max-width: none; padding: 0; font-size: 10.5pt }
  .wide { overflow: visible }
  svg { max-width: 14.5cm } svg text { font-size: 13.5px } .stills figure { max-width: 7cm }
  section { break-inside: auto } p, li { orphans: 3; widows: 3 }
  tr, li, figure, .wide, .notice, footer p { break-inside: avoid }
  h2, h3, article ul, article p, p:has(+ .wide), p:has(+ article), p:has(+ figure) { break-after: avoid }
  footer { font-size: 8.5pt }
}
"""
