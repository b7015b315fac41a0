"""The heights of a long text's paragraphs, most of them only estimated."""

from collections.abc import Sequence

__all__ = ["Heights"]


class Heights:
    """Heights in pixels with running sums, changed and searched in O(log n).

    A binary indexed tree (P. M. Fenwick, "A new data structure for cumulative frequency tables",
    Software: Practice and Experience 24, 1994).
    """

    def __init__(self, heights: Sequence[int]) -> None:
        """Take the heights of all paragraphs, from the first."""
        self._heights = list(heights)
        count = len(self._heights)
        self._tree = [0, *self._heights]
        for index in range(1, count + 1):
            parent = index + (index & -index)
            if parent <= count:
                self._tree[parent] += self._tree[index]
        self._highest_bit = 1 << count.bit_length() - 1 if count else 0
        self.total = sum(self._heights)

    def __len__(self) -> int:
        """Return the number of paragraphs."""
        return len(self._heights)

    def __getitem__(self, number: int) -> int:
        """Return the height of a paragraph."""
        return self._heights[number]

    def change(self, number: int, height: int) -> int:
        """Give a paragraph its height and return by how much it grew."""
        growth = height - self._heights[number]
        if growth:
            self._heights[number] = height
            self.total += growth
            index = number + 1
            while index < len(self._tree):
                self._tree[index] += growth
                index += index & -index
        return growth

    def top(self, number: int) -> int:
        """Return the sum of the heights before a paragraph."""
        total = 0
        while number > 0:
            total += self._tree[number]
            number -= number & -number
        return total

    def at(self, y: float) -> int:
        """Return the paragraph at `y`: the first one above the text, the last one below it."""
        index = 0
        step = self._highest_bit
        while step:
            following = index + step
            if following < len(self._tree) and self._tree[following] <= y:
                y -= self._tree[following]
                index = following
            step >>= 1
        return min(index, max(0, len(self._heights) - 1))
