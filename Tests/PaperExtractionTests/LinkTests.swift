import PaperModel
import Testing

@Suite("Links")
struct LinkTests {
  @Test(
    "the dirt around a repository is no part of it",
    arguments: [
      ("Code is at https://github.com/wuhy68/MGVGA.", "github.com/wuhy68/mgvga"),
      (
        "at https://github.com/huawei-noah/ghostnet/tree/master/tinynet_pytorch, and",
        "github.com/huawei-noah/ghostnet"
      ),
      ("library (https://github.com/divelab/AIRS).", "github.com/divelab/airs"),
      ("at https://github.com/mlvlab/CAF{https://github.com/mlvlab/CAF}.", "github.com/mlvlab/caf"),
      ("at https://github.com/HolmesShuan/FireFlow{this URL}.", "github.com/holmesshuan/fireflow"),
      ("at https://github.com/zeyuliu1037/LMUFormer.git.", "github.com/zeyuliu1037/lmuformer"),
      ("upon acceptance at https:// github. com/ Labbe ti/ SSLH.", "github.com/labbeti/sslh"),
      ("at https: //github.com/nbnbhwyy/NSEM-GMHTM.", "github.com/nbnbhwyy/nsem-gmhtm"),
      (
        "[Link](https://github.com/UKPLab/arxiv2024-attribute-or-abstain)",
        "github.com/ukplab/arxiv2024-attribute-or-abstain"
      ),
      ("publicly at bluehttps://github.com/RUCAIBox/VDA.", "github.com/rucaibox/vda"),
      ("<a href=https://github.com/THU-KEG/KNOT>GitHub</a>", "github.com/thu-keg/knot"),
      ("\\url{https://github.com/a/b\\_c}", "github.com/a/b_c"),
      ("see github.com/furkanbiten/ncs_metric and", "github.com/furkanbiten/ncs_metric"),
      ("at http://www.github.com/wangjin0818/SoftMCL/.", "github.com/wangjin0818/softmcl"),
      ("at https://github.com/a/b#readme", "github.com/a/b"),
      ("at https://github.com/a/b?tab=readme-ov-file", "github.com/a/b"),
      (
        "at https://gitee.com/mindspore/models/tree/master/research/cv/ghostnetv2.",
        "gitee.com/mindspore/models"
      ),
      ("at https://gitlab.com/group/sub/tool/-/tree/main", "gitlab.com/group/sub/tool"),
      ("at https://bitbucket.org/Owner/Name/src/master/", "bitbucket.org/owner/name"),
    ])
  func repository(text: String, name: String) {
    #expect(names(.repository, in: text).first == name)
  }

  @Test("two addresses glued together are two, and a repeated one is named twice")
  func glued() {
    let text = "at https://github.com/A/Synthesis.https://github.com/A/Other"
    #expect(names(.repository, in: text) == ["github.com/a/synthesis", "github.com/a/other"])
    #expect(
      mentions(.repository, in: text).map(\.surface).first == "https://github.com/A/Synthesis")
  }

  @Test(
    "an address that is no repository is a link with its kind",
    arguments: [
      (
        "page: https://jhaoshao.github.io/ChronoDepth/{this http URL}.",
        "jhaoshao.github.io/ChronoDepth", "project page"
      ),
      ("models at a-scan2bim.github.io.", "a-scan2bim.github.io", "project page"),
      (
        "at https://huggingface.co/datasets/uonlp/CulturaX.",
        "huggingface.co/datasets/uonlp/culturax", "dataset"
      ),
      ("at https://huggingface.co/spaces/a/b", "huggingface.co/spaces/a/b", "demo"),
      ("at https://huggingface.co/Owner/Model", "huggingface.co/owner/model", "model"),
      ("ArchGym is available at https://bit.ly/ArchGym.", "bit.ly/ArchGym", "shortener"),
      ("accessed freely at www.materialsatlas.org/blmtinker.", "materialsatlas.org/blmtinker", ""),
      ("our demo is at https://example.org/x", "example.org/x", "demo"),
      ("see https://github.com/features/actions", "github.com/features/actions", ""),
    ])
  func link(text: String, name: String, detail: String) {
    let found = mentions(.link, in: text)
    #expect(found.first?.name == name)
    #expect(found.first?.detail ?? "" == detail)
  }

  @Test(
    "bare DOIs and arXiv ids are identifiers",
    arguments: [
      ("see arXiv:2309.03453v2 for", "arxiv:2309.03453"),
      ("see arXiv:cs/0112017.", "arxiv:cs/0112017"),
      ("archived under DOI 10.5281/zenodo.3779901.", "doi:10.5281/zenodo.3779901"),
      ("doi:10.1000/182, and", "doi:10.1000/182"),
    ])
  func identifier(text: String, name: String) {
    #expect(names(.identifier, in: text) == [name])
  }

  @Test("arXiv as a word, an e-mail address and a lone scheme are nothing")
  func noLink() {
    let text = "We crawl arXiv 2019 papers; write to a@github.com or see http:// or github.com."
    #expect(
      (names(.link, in: text) + names(.repository, in: text) + names(.identifier, in: text)).isEmpty
    )
  }
}
