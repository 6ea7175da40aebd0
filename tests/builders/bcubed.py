"""B-cubed: how well a grouping agrees with the true one, judged report by report."""

from collections import defaultdict
from collections.abc import Hashable, Mapping
from typing import TypeVar

Item = TypeVar("Item", bound=Hashable)


def bcubed(found: Mapping[Item, Hashable], truth: Mapping[Item, Hashable]) -> tuple[float, float, float]:
    """Give precision, recall and F1 over the items of `truth`.

    Source: Bagga and Baldwin, Entity-based cross-document coreferencing using the vector space model, COLING 1998.
    """
    by_found: dict[Hashable, set[Item]] = defaultdict(set)
    by_truth: dict[Hashable, set[Item]] = defaultdict(set)
    for item in truth:
        by_found[found[item]].add(item)
        by_truth[truth[item]].add(item)
    precision = recall = 0.0
    for item in truth:
        common = len(by_found[found[item]] & by_truth[truth[item]])
        precision += common / len(by_found[found[item]])
        recall += common / len(by_truth[truth[item]])
    precision, recall = precision / len(truth), recall / len(truth)
    return precision, recall, 2 * precision * recall / (precision + recall)
