#pragma once
#include "EncoderKernels.h"
#include "VectorKernels.h"
#include "Allocator.h"
