"""The cache of results, under the name that this room knows it by: see `summarize.cache`."""

from summarize.cache import KEPT_DAYS, ResultCache, program_state, result_key, user_cache

__all__ = ["KEPT_DAYS", "ResultCache", "program_state", "result_key", "user_cache"]
