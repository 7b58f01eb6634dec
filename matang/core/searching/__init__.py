"""Searching in Indonesian office papers: words, their forms, what was asked, and marks in what was found."""
