// The header is that of the C peers, copied into include/.
#include "benchclock.h"
