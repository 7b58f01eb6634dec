"""What people do here: plan a meeting, hold it, write and approve its minutes, finish what was agreed."""
