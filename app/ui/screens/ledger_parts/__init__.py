"""Parts of the ledger screen."""
