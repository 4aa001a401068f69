"""`python -m app` is the same program as `mediation-room`."""

import sys

from app.main import main

if __name__ == "__main__":
    sys.exit(main())
