"""履行凭证: money that was paid is proved by a receipt or a bank slip (domain 2.13)."""

from __future__ import annotations

from collections.abc import Iterator

from app.records import CaseFile
from app.rules.findings import Finding, about
from app.rules.papers_back import looked_through, pages_of
from app.rules.performance import item_states


def proved(case_file: CaseFile, papers: tuple[str, ...]) -> Iterator[Finding]:
    """Where only a visit tells of the money, somebody looks whether the receipt lies in the file."""
    if pages_of(case_file, papers):
        return
    paid_for = {one.item_id: one for one in case_file.performances}
    for state in item_states(case_file):
        if not state.kept or not state.item.amount:
            continue
        done, what = paid_for.get(state.item.id), state.item.what or ""
        if done is None:
            if not looked_through(case_file):
                yield about("proof_unseen", state.item, "what", what=what)
        elif not (done.proof or "").strip():
            yield about("no_proof", done, "proof", what=what)
