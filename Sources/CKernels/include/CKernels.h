#pragma once
#include "EncoderKernels.h"
