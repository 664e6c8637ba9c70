"""Page numbers of pagers."""

NEIGHBOURS = 1  # pages shown on both sides of the present one


def page_numbers(current: int, last: int) -> list[int | None]:
    """Page numbers of a pager, None for a gap: 1 … 4 5 6 … 20."""
    near = range(max(1, current - NEIGHBOURS), min(last, current + NEIGHBOURS) + 1)
    wanted = sorted({1, *near, last})
    numbers: list[int | None] = []
    for number in wanted:
        before = numbers[-1] if numbers else 0
        if before is not None and number - before == 2:
            numbers.append(number - 1)
        elif before is not None and number - before > 2:
            numbers.append(None)
        numbers.append(number)
    return numbers
