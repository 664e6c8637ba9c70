"""Lists in pages."""


def page_count(total: int, per_page: int) -> int:
    """How many pages `total` things fill; an empty list is one empty page."""
    return max(1, -(-total // per_page))
