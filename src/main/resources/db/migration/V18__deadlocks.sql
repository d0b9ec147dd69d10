-- Derby looks for deadlocks only after a wait of twenty seconds; PostgreSQL does after one.

${deadlocks_after_a_second};
