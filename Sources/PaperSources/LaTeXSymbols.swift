/// What the commands of LaTeX stand for.
enum LaTeXSymbols {
  /// Commands that only say how their argument looks.
  static let transparent: Set<String> = [
    "emph", "textit", "textbf", "textsc", "texttt", "textrm", "textsf", "textsl", "textup",
    "textmd", "textnormal", "text", "mbox", "hbox", "fbox", "makebox", "underline", "uline",
    "mathrm", "mathit", "mathbf", "mathsf", "mathtt", "mathcal", "mathbb", "mathfrak", "mathscr",
    "boldsymbol", "bm", "operatorname", "ensuremath", "protect", "mkbibemph", "mkbibbold",
    "mkbibitalic", "mkbibparens", "mkbibbrackets", "uppercase", "lowercase", "MakeUppercase",
    "MakeLowercase", "it", "bf", "sc", "tt", "rm", "sf", "sl", "em", "itshape", "bfseries",
    "scshape", "ttfamily", "sffamily", "rmfamily", "upshape", "mdseries", "normalfont", "tiny",
    "scriptsize", "footnotesize", "small", "normalsize", "large", "Large", "displaystyle",
    "textstyle", "scriptstyle", "left", "right", "big", "Big", "bigl", "bigr", "relax",
    "hspace", "nolinkurl", "nocite", "NoCaseChange", "unexpanded", "limits", "penalty", "null",
    "bibstring", "abbr", "nohyphens", "latin",
  ]

  /// Commands without argument, by name.
  static let symbols: [String: String] = {
    var symbols: [String: String] = [:]
    let rows = [letters, punctuation, greek, mathematics, spaces]
    for word in rows.joined(separator: "\n").split(whereSeparator: \.isNewline) {
      let parts = word.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
      symbols[String(parts[0])] = parts.count > 1 ? String(parts[1]) : ""
    }
    for name in ["log", "ln", "exp", "sin", "cos", "tan", "max", "min", "lim", "sup", "inf", "det"]
    {
      symbols[name] = name
    }
    return symbols
  }()

  private static let letters = """
    aa å
    AA Å
    ae æ
    AE Æ
    oe œ
    OE Œ
    o ø
    O Ø
    l ł
    L Ł
    ss ß
    SS ẞ
    i ı
    j ȷ
    dh ð
    DH Ð
    dj đ
    DJ Đ
    th þ
    TH Þ
    ng ŋ
    NG Ŋ
    ij ĳ
    IJ Ĳ
    textphi ɸ
    textcommabelow ,
    """

  private static let punctuation = """
    textendash –
    textemdash —
    textquoteleft ‘
    textquoteright ’
    textquotedblleft “
    textquotedblright ”
    textquotedbl "
    textquotesingle '
    quotesinglbase ‚
    quotedblbase „
    lq ‘
    rq ’
    glqq „
    grqq “
    glq ‚
    grq ‘
    flqq «
    frqq »
    guillemotleft «
    guillemotright »
    guilsinglleft ‹
    guilsinglright ›
    textexclamdown ¡
    textquestiondown ¿
    textinterrobang ‽
    textinterrobangdown ⸘
    dots …
    ldots …
    cdots ⋯
    textellipsis …
    textbullet •
    bullet •
    textperiodcentered ·
    cdot ·
    S §
    textsection §
    P ¶
    textparagraph ¶
    dag †
    dagger †
    ddag ‡
    ddagger ‡
    copyright ©
    textcopyright ©
    textregistered ®
    texttrademark ™
    textservicemark ℠
    textnumero №
    pounds £
    textsterling £
    texteuro €
    euro €
    EUR €
    textyen ¥
    textcent ¢
    textdollar $
    textpercent %
    textperthousand ‰
    textdegree °
    degree °
    textcelsius ℃
    textmu µ
    textohm Ω
    textordfeminine ª
    textordmasculine º
    textonehalf ½
    textonequarter ¼
    textthreequarters ¾
    textasciitilde ~
    textasciicircum ^
    textasciigrave `
    textasciiacute ´
    textasciidieresis ¨
    textasciimacron ¯
    textbackslash \\
    backslash \\
    textbar |
    textbardbl ‖
    textless <
    textgreater >
    textunderscore _
    textbraceleft {
    textbraceright }
    lbrace {
    rbrace }
    textasteriskcentered *
    textvisiblespace ␣
    slash /
    hyphen -
    textsurd √
    LaTeX LaTeX
    TeX TeX
    BibTeX BibTeX
    colon :
    textonesuperior ¹
    texttwosuperior ²
    textthreesuperior ³
    """

  private static let greek = """
    alpha α
    beta β
    gamma γ
    delta δ
    epsilon ϵ
    varepsilon ε
    zeta ζ
    eta η
    theta θ
    vartheta ϑ
    iota ι
    kappa κ
    lambda λ
    mu μ
    nu ν
    xi ξ
    omicron ο
    pi π
    varpi ϖ
    rho ρ
    varrho ϱ
    sigma σ
    varsigma ς
    tau τ
    upsilon υ
    phi ϕ
    varphi φ
    chi χ
    psi ψ
    omega ω
    Gamma Γ
    Delta Δ
    Theta Θ
    Lambda Λ
    Xi Ξ
    Pi Π
    Sigma Σ
    Upsilon Υ
    Phi Φ
    Psi Ψ
    Omega Ω
    textalpha α
    textbeta β
    textgamma γ
    """

  private static let mathematics = """
    times ×
    texttimes ×
    div ÷
    pm ±
    textpm ±
    mp ∓
    ast ∗
    star ⋆
    circ ∘
    leq ≤
    le ≤
    geq ≥
    ge ≥
    neq ≠
    ne ≠
    ll ≪
    gg ≫
    approx ≈
    sim ∼
    simeq ≃
    cong ≅
    equiv ≡
    propto ∝
    infty ∞
    partial ∂
    nabla ∇
    sum ∑
    prod ∏
    int ∫
    oint ∮
    surd √
    sqrt √
    in ∈
    notin ∉
    ni ∋
    subset ⊂
    supset ⊃
    subseteq ⊆
    supseteq ⊇
    cup ∪
    cap ∩
    setminus ∖
    emptyset ∅
    varnothing ∅
    forall ∀
    exists ∃
    neg ¬
    lnot ¬
    land ∧
    wedge ∧
    lor ∨
    vee ∨
    oplus ⊕
    otimes ⊗
    perp ⊥
    parallel ∥
    mid ∣
    angle ∠
    triangle △
    square □
    diamond ⋄
    to →
    rightarrow →
    textrightarrow →
    leftarrow ←
    gets ←
    leftrightarrow ↔
    uparrow ↑
    downarrow ↓
    Rightarrow ⇒
    Leftarrow ⇐
    Leftrightarrow ⇔
    iff ⇔
    mapsto ↦
    longrightarrow ⟶
    rightleftharpoons ⇌
    langle ⟨
    rangle ⟩
    lfloor ⌊
    rfloor ⌋
    lceil ⌈
    rceil ⌉
    ell ℓ
    hbar ℏ
    Re ℜ
    Im ℑ
    aleph ℵ
    prime ′
    vert |
    lvert |
    rvert |
    Vert ‖
    textlnot ¬
    heartsuit ♡
    checkmark ✓
    models ⊨
    vdash ⊢
    top ⊤
    bot ⊥
    """

  private static let spaces = [
    "quad", "qquad", "space", "enspace", "thinspace", "nobreakspace", "newline", "par", "linebreak",
  ].map { $0 + "  " }.joined(separator: "\n")

  /// Raised forms of what stands behind `^`.
  static let raised: [UInt8: String] = table(
    "0123456789+-()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿ")

  /// Lowered forms of what stands behind `_`.
  static let lowered: [UInt8: String] = table(
    "0123456789+-()", "₀₁₂₃₄₅₆₇₈₉₊₋₍₎")

  private static func table(_ plain: String, _ shifted: String) -> [UInt8: String] {
    Dictionary(uniqueKeysWithValues: zip(plain.utf8, shifted.unicodeScalars.map { String($0) }))
  }

  /// Whether a letter is an accent when an argument follows it, as in `\c{c}`.
  static func isLetterAccent(_ byte: UInt8) -> Bool { "uvHcdbrktfhGU".utf8.contains(byte) }

  /// Whether a sign is an accent.
  static func isSignAccent(_ byte: UInt8) -> Bool { "`'^~\"=.".utf8.contains(byte) }

  /// Puts an accent on the first letter of a text.
  ///
  /// - Parameters:
  ///   - base: The text; a dotless i or j is taken as the letter.
  ///   - accent: The command's sign or letter.
  /// - Returns: The text with the composed character, or with a combining one if there is none.
  static func accented(_ base: String, _ accent: UInt8) -> String {
    guard var letter = base.unicodeScalars.first else { return base }
    if letter == "ı" { letter = "i" }
    if letter == "ȷ" { letter = "j" }
    let rest = String(base.unicodeScalars.dropFirst())
    if let composed = compositions[Pair(letter: letter, accent: accent)] {
      return String(Character(composed)) + rest
    }
    guard let mark = combining[accent] else { return base }
    return String(Character(letter)) + mark + rest
  }

  private struct Pair: Hashable {
    var letter: Unicode.Scalar
    var accent: UInt8
  }

  private static let combining: [UInt8: String] = [
    UInt8(ascii: "`"): "\u{300}", UInt8(ascii: "'"): "\u{301}", UInt8(ascii: "^"): "\u{302}",
    UInt8(ascii: "~"): "\u{303}", UInt8(ascii: "="): "\u{304}", UInt8(ascii: "u"): "\u{306}",
    UInt8(ascii: "."): "\u{307}", UInt8(ascii: "\""): "\u{308}", UInt8(ascii: "h"): "\u{309}",
    UInt8(ascii: "r"): "\u{30A}", UInt8(ascii: "H"): "\u{30B}", UInt8(ascii: "v"): "\u{30C}",
    UInt8(ascii: "U"): "\u{30E}", UInt8(ascii: "G"): "\u{30F}", UInt8(ascii: "f"): "\u{311}",
    UInt8(ascii: "d"): "\u{323}", UInt8(ascii: "c"): "\u{327}", UInt8(ascii: "k"): "\u{328}",
    UInt8(ascii: "b"): "\u{331}", UInt8(ascii: "t"): "\u{361}",
  ]

  /// Letter and composed letter in turn, by accent, from the canonical compositions of Unicode.
  private static let compositionRows: [(Character, String)] = [
    ("`", "AÀEÈIÌOÒUÙaàeèiìoòuùNǸnǹWẀwẁYỲyỳ"),
    ("'", "AÁEÉIÍOÓUÚYÝaáeéiíoóuúyýCĆcćLĹlĺNŃnńRŔrŕSŚsśZŹzźGǴgǵÆǼæǽØǾøǿKḰkḱMḾmḿPṔpṕWẂwẃÅǺåǻ"),
    ("^", "AÂEÊIÎOÔUÛaâeêiîoôuûCĈcĉGĜgĝHĤhĥJĴjĵSŜsŝWŴwŵYŶyŷZẐzẑ"),
    ("~", "AÃNÑOÕaãnñoõIĨiĩUŨuũEẼeẽYỸyỹVṼvṽ"),
    ("=", "AĀaāEĒeēIĪiīOŌoōUŪuūÆǢæǣYȲyȳGḠgḡ"),
    ("u", "AĂaăEĔeĕGĞgğIĬiĭOŎoŏUŬuŭ"),
    (".", "CĊcċEĖeėGĠgġIİZŻzżAȦaȧOȮoȯBḂbḃDḊdḋFḞfḟHḢhḣMṀmṁNṄnṅPṖpṗRṘrṙSṠsṡTṪtṫWẆwẇXẊxẋYẎyẏ"),
    ("\"", "AÄEËIÏOÖUÜaäeëiïoöuüyÿYŸHḦhḧWẄwẅXẌxẍtẗ"),
    ("r", "AÅaåUŮuůwẘyẙ"),
    ("H", "OŐoőUŰuű"),
    ("v", "CČcčDĎdďEĚeěLĽlľNŇnňRŘrřSŠsšTŤtťZŽzžAǍaǎIǏiǐOǑoǒUǓuǔGǦgǧKǨkǩjǰHȞhȟ"),
    ("d", "AẠaạEẸeẹIỊiịOỌoọUỤuụYỴyỵBḄbḅDḌdḍHḤhḥKḲkḳLḶlḷMṂmṃNṆnṇRṚrṛSṢsṣTṬtṭVṾvṿWẈwẉZẒzẓ"),
    ("c", "CÇcçSŞsşTŢtţGĢgģKĶkķLĻlļNŅnņRŖrŗEȨeȩDḐdḑHḨhḩ"),
    ("k", "AĄaąEĘeęIĮiįUŲuųOǪoǫ"),
    ("b", "BḆbḇDḎdḏKḴkḵLḺlḻNṈnṉRṞrṟTṮtṯZẔzẕhẖ"),
    ("h", "AẢaảEẺeẻIỈiỉOỎoỏUỦuủYỶyỷ"),
    ("G", "AȀaȁEȄeȅIȈiȉOȌoȍUȔuȕRȐrȑ"),
    ("f", "AȂaȃEȆeȇIȊiȋOȎoȏUȖuȗRȒrȓ"),
  ]

  private static let compositions: [Pair: Unicode.Scalar] = {
    var compositions: [Pair: Unicode.Scalar] = [:]
    for (accent, row) in compositionRows {
      let scalars = Array(row.unicodeScalars)
      for index in stride(from: 0, to: scalars.count - 1, by: 2) {
        guard let sign = accent.asciiValue else { continue }
        compositions[Pair(letter: scalars[index], accent: sign)] = scalars[index + 1]
      }
    }
    return compositions
  }()
}
