"""The recipe of the built-in translation models: `python -m training.STEP`, in the order of README.md."""
