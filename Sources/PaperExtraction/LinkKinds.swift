/// What is known of hosts and paths: which pages are demos, data, videos, and which are no
/// repositories.
enum LinkKinds {
  /// First parts of a GitHub path that are pages of the site and no owner.
  static let reservedOwners: Set<String> = [
    "about", "apps", "collections", "explore", "features", "login", "marketplace", "orgs",
    "search", "settings", "site", "sponsors", "topics", "users",
  ]

  /// Parts of a GitLab path behind which no name of a repository comes.
  static let repositoryViews: Set<String> = [
    "-", "blob", "commits", "issues", "merge_requests", "raw", "releases", "tags", "tree", "wikis",
  ]

  /// Sections of Hugging Face, and what they hold.
  static let huggingFaceSections = [
    "datasets": "dataset", "spaces": "demo", "collections": "collection", "papers": "paper",
    "docs": "documentation", "blog": "page",
  ]

  /// The finer kind of a link, as far as host and path tell; nil when they do not.
  static func detail(host: String, path: [String]) -> String? {
    for (suffix, detail) in hosts where host == suffix || host.hasSuffix("." + suffix) {
      return detail
    }
    for word in path.joined(separator: "/").lowercased().split(whereSeparator: { !$0.isLetter }) {
      switch word {
      case "demo", "demos": return "demo"
      case "dataset", "datasets", "corpus", "corpora": return "dataset"
      default: continue
      }
    }
    return nil
  }

  private static let hosts = [
    ("github.io", "project page"), ("gitlab.io", "project page"), ("netlify.app", "project page"),
    ("vercel.app", "project page"), ("sites.google.com", "project page"),
    ("readthedocs.io", "documentation"), ("readthedocs.org", "documentation"),
    ("herokuapp.com", "demo"), ("streamlit.app", "demo"), ("gradio.live", "demo"),
    ("replicate.com", "demo"), ("colab.research.google.com", "demo"),
    ("zenodo.org", "dataset"), ("kaggle.com", "dataset"), ("figshare.com", "dataset"),
    ("osf.io", "dataset"), ("dataverse.harvard.edu", "dataset"), ("data.mendeley.com", "dataset"),
    ("ieee-dataport.org", "dataset"), ("paperswithcode.com", "dataset"),
    ("modelscope.cn", "model"), ("tfhub.dev", "model"),
    ("youtube.com", "video"), ("youtu.be", "video"), ("vimeo.com", "video"),
    ("bilibili.com", "video"),
    ("aclanthology.org", "paper"), ("openreview.net", "paper"), ("aclweb.org", "paper"),
    ("pypi.org", "package"), ("npmjs.com", "package"), ("crates.io", "package"),
    ("anonymous.4open.science", "code"), ("gist.github.com", "code"),
    ("sourceforge.net", "code"), ("code.google.com", "code"), ("colab.google", "demo"),
    ("bit.ly", "shortener"), ("goo.gl", "shortener"), ("tinyurl.com", "shortener"),
    ("t.co", "shortener"), ("git.io", "shortener"), ("rb.gy", "shortener"),
    ("shorturl.at", "shortener"),
  ]
}
