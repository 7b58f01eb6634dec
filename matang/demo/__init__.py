"""The demo: an invented province with people, offices, evidence, meetings and results, made through the rooms' actions.

Everything here is fictional. No person, province, letter or number belongs to anybody.
"""
