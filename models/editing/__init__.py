"""Writing a reference: services that each make one labelled, undoable, saved edit.

A service is a plain function. Its first argument is the `Reference`, and then it makes a step of
its own; or an `Edit`, and then it joins that step, so that anything can be made in one:

    with editing(reference, label="Record the meeting") as edit:
        place = create_record(edit, kind="place", label="Tehran").focus
        meeting = create_record(edit, kind="meeting", label="…", values={"place": place}).focus
    done = edit.done

Everything else is keyword-only. Services return a frozen `Done` and announce nothing. What cannot
be done raises `RefusedError(field, sentence)` and leaves no trace, also in the middle of a step;
problems of the file are `ProblemError` as everywhere. They may be called on any thread.

    create_record(reference, kind=, label=None, values={}, owner=None, evidence=(), note=None)
    set_field(reference, record=, field=, value=, evidence=None)      one-valued fields
    clear_field(reference, record=, field=)
    add_value / remove_value(reference, record=, field=, value=)      several-valued fields
    order_values(reference, record=, field=, values=)
    rename(reference, record=, label=)
    set_review(reference, record=, review=)     set_note(reference, record=, note=)
    add_quote(reference, passage=Passage(snapshot, start, end, locator))
    add_claim(reference, record=, field=, value=, evidence=Evidence(...))
    remove_claim(reference, claim=)
    set_preferred(reference, claim=, reason=)   deprecate(reference, claim=, reason=)
    make_normal(reference, claim=)              set_credibility(reference, claim=, credibility=)

`values` maps names of fields to a value, a list of values, or `Sourced(value, (evidence, …))`.
`models.undo` takes steps back and makes them again. After every step the projections of the
fields (law 5), labels that follow from others, and all summaries are right: `models.checking`
finds nothing.
"""
