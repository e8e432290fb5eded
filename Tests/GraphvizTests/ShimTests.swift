import Foundation
import Testing

/// The shim, compiled against the signature of `gvRenderData` before and since Graphviz 13.
@Suite("Shim", .enabled(if: isInstalled("cc") || isInstalled("clang"), "there is no C compiler"))
struct ShimTests {
  @Test("the length comes whole, whichever type it has", arguments: ["unsigned", "size_t"])
  func signatures(type: String) throws {
    let folder = try TemporaryFolder()
    let header = """
      #include <stddef.h>
      typedef struct GVC_s GVC_t;
      typedef struct Agraph_s graph_t;
      typedef struct { unsigned directed : 1, strict : 1; } Agdesc_t;
      static Agdesc_t Agdirected, Agstrictdirected, Agundirected, Agstrictundirected;
      static int gvRenderData(
          GVC_t *context, graph_t *graph, const char *format, char **data, \(type) *length) {
        *length = (\(type))-1 / 3;
        return 0;
      }
      """
    _ = try folder.file("graphviz/gvc.h", header.utf8)
    _ = try folder.file("graphviz/gvplugin_textlayout.h", [])
    let program = """
      #include "shim.h"
      int main(void) {
        char *data = 0;
        size_t length = 0;
        int status = papergraph_render(0, 0, "svg", &data, &length);
        return status || length != (\(type))-1 / 3;
      }
      """
    let source = try folder.file("main.c", program.utf8)
    let shim = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../Sources/CGraphviz").standardized.path
    let binary = folder.url.appendingPathComponent("main").path
    let compiler = isInstalled("cc") ? "cc" : "clang"
    let arguments = [
      "-Wall", "-Wextra", "-Werror", "-Wno-unused-function", "-Wno-unused-parameter",
      "-Wno-unused-variable", "-I\(folder.url.path)", "-I\(shim)", source.path, "-o", binary,
    ]
    #expect(try output(of: compiler, arguments).status == 0)
    #expect(try output(of: binary, []).status == 0)
  }
}
