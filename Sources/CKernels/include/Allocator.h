#pragma once

// Gives large arrays back to the system as soon as they are free. Unless told, glibc keeps more
// and more of what was freed: up to a third of a large run's memory. To be called at the start.
void pg_return_free_memory(void);
