"""`python -m matang.cli`."""

import sys

from matang.cli.main import main

sys.exit(main(sys.argv[1:]))
