"""The reader of evidence files: text and pictures of pages, read by a child process that may fail without harm.

`process` is the door: it starts the child and takes its answers. `reading` holds what is handed over. All other files
run in the child, which has no network, little memory, little time and an empty folder of its own: a file is foreign,
and a parser of documents is the likeliest place where one breaks in.
"""
