#include "CExplorer.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char template_bytes[] = {
#embed "Resources/explorer.html"
};

static const unsigned char style_bytes[] = {
#embed "Resources/explorer.css"
};

static const unsigned char script_bytes[] = {
#embed "Resources/explorer.js"
};

const explorer_resource explorer_template = {template_bytes, sizeof template_bytes};
const explorer_resource explorer_style = {style_bytes, sizeof style_bytes};
const explorer_resource explorer_script = {script_bytes, sizeof script_bytes};
