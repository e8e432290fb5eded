#include "CGazetteer.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char datasets[] = {
#embed "Resources/datasets.txt"
};

static const unsigned char methods[] = {
#embed "Resources/methods.txt"
};

static const unsigned char generic_names[] = {
#embed "Resources/generic.txt"
};

PaperGraphNameList papergraph_datasets(void) {
  return (PaperGraphNameList){datasets, sizeof datasets};
}

PaperGraphNameList papergraph_methods(void) {
  return (PaperGraphNameList){methods, sizeof methods};
}

PaperGraphNameList papergraph_generic_names(void) {
  return (PaperGraphNameList){generic_names, sizeof generic_names};
}
