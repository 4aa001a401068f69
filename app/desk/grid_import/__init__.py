"""网格名册: grids, people, households from workbooks; seen before anything is taken, undone as a whole."""
