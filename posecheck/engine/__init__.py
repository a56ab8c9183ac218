"""From what is seen to what it is worth: rules, holds, repetitions, cues, scores and events of one exercise.

Knows the vocabulary of exercises and none of them by name, nor where poses come from and events go to.
"""
