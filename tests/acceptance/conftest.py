from tests.browsing import chromium, page_for

__all__ = ["chromium", "page_for"]
