"""What changes evidence: documents, uploads, readings, facts, warnings set aside."""
