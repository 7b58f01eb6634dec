"""What a document is, where it belongs and why it would be refused: rules that explain themselves, without a model.

`paper` is what a reader found in a file, `facts` read kind, number, date and so on from it, `placing` proposes
indicators and levels, `defects` say what an assessor would object to.
"""
