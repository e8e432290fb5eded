#include "CWordVectors.h"
