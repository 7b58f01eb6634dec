"""The administrator's pages: agencies, people, rounds, instruments, letterhead."""
