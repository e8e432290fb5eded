/// The words that tell technical terms from running text, written out.
enum TermWords {
  static let all: [(WordClass, String)] = [
    (.termBreak, function + " " + verbForms.joined(separator: " ")),
    (.looseAdjective, loose),
    (.plainNoun, plain),
    (.processNoun, processes),
    (.taskHead, tasks),
    (.technicalNoun, technical),
  ]

  private static let function = """
    a an the this that these those such same other another each every all any some no none both either
    neither few many much more most several various certain own its their our my your his her it we
    they he she i you us them him who whom whose which what where when why how whether if unless
    although though while whereas because since as than then so thus hence therefore however moreover
    furthermore additionally finally firstly secondly first second third last next also too very quite
    rather only just even still yet already again further about above across after against along
    among amongst around at before behind below beneath beside besides between beyond by concerning
    despite down during except for from in including inside into like near of off on onto out outside
    over per plus regarding since through throughout to toward towards under underneath until unto up
    upon via with within without and or but nor not is are was were be been being am has have had
    having do does did done doing can could may might must shall should will would cannot let one two
    three four five six seven eight nine ten hundred thousand million billion s t d ll ve re e g i.e e.g
    etc al vs et ie eg there here now today recently currently often usually instead otherwise namely
    together respectively well less least better best worse worst once twice whole entire half
    up-to-date e.g. versus non lot lots due according based given themselves itself ourselves himself
    thereby therein whereby wherein hereby among yet enough almost nearly ever never always sometimes
    easily able unable aim aims aimed aiming likely unlikely possible impossible necessary easy hard
    difficult available effective efficient useful suitable crucial essential critical vital key main
    major minor primary important significant notable remarkable promising interesting novel new
    recent previous prior existing current traditional conventional typical common general overall
    good bad great high-quality state-of-the-art large small big huge vast great considerable
    substantial significant wide broad different similar identical equivalent comparable
    corresponding respective relevant related appropriate proper correct incorrect true false
    additional extra further multiple numerous diverse various particular specific special
    simple complex complicated straightforward difficult challenging hard fewer easier harder deeper
    perhaps meanwhile indeed somewhat albeit akin away back onward alike unlike
    """

  /// Verbs that are hardly ever nouns, in their forms of the present, past and participle.
  private static let verbForms: [String] = {
    let verbs = """
      achieve address adopt affect aggregate allow alleviate analyze analyse answer appear apply argue
      arise ask assign assess assume attain avoid become begin believe belong benefit bring build call
      capture carry cause choose clarify collect combine compare compete complement comprise compute
      conclude conduct confirm consider consist construct contain contribute convert correspond create
      deal decide decrease deduce define degrade deliver demonstrate depend derive describe deserve
      design detect determine develop devise differ discover discuss display distinguish divide
      elaborate eliminate emerge emphasize employ enable encompass encounter encourage enhance ensure
      establish evaluate evolve examine exceed exhibit exist expect explain exploit explore extend
      extract face facilitate fail fill find focus follow form formulate foster gain generalize
      generate get give go grow handle happen help highlight hinder hold identify ignore illustrate
      implement imply improve incorporate increase incur indicate induce infer inspire integrate
      introduce investigate involve keep know lack lead learn leave let leverage lie limit look lose
      maintain make manage mean measure meet mitigate modify motivate move need note observe obtain
      occur offer operate optimize outperform overcome perform permit pose possess predict present
      preserve prevent proceed produce promote propose prove provide publish pursue put raise reach
      realize receive recognize reduce refer reflect rely remain remove render replace report represent
      require resolve restrict reveal run satisfy save say see seek seem select serve share show simplify
      solve specify start stem strive struggle study submit suffer suggest summarize support suppose
      surpass tackle take tell tend think transfer transform treat try turn understand unify use
      utilize validate vary verify view want work write yield accelerate adapt adjust advance
      alter attempt attract attribute broaden characterize circumvent compensate confront constitute
      convey cope correlate cover deem denote deploy depict discard discern encode enrich entail envision
      equip estimate exemplify execute exacerbate expand express favor feed fit fuse guarantee
      guide harness impede impose incorporate inform inherit inhibit initiate innovate justify locate
      match maximize minimize neglect omit outline participate preclude prefer prioritize prohibit
      prompt pursue quantify quickly recommend recover reformulate reinforce release remedy retain
      retrieve rise sacrifice showcase speed split streamline strengthen substitute succeed suit sustain
      target undergo underlie undertake unlock utilise warrant witness belong necessitate
      align amplify automate boost break calculate claim come compress connect constrain consume
      continue converge corroborate decompose draw enforce enlarge excel fall include interpret
      isolate minimise modulate navigate optimise overfit pave play propagate reconstruct regard
      reproduce shed sparsify specialize steer tame thank traverse uncover
      """
    let nouns: Set<Substring> = [
      "advance", "answer", "attempt", "attribute", "call", "cover", "design", "display",
      "estimate", "face", "feed", "focus", "form", "gain", "guide", "lack", "limit", "match",
      "measure", "move", "prompt", "release", "report", "run", "share", "speed", "split", "stem",
      "study", "support", "target", "transfer", "transform", "turn", "view", "work", "boost",
      "break", "claim", "draw", "fall", "play", "regard",
    ]
    var forms: [String] = []
    for verb in verbs.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
      let stem = verb.hasSuffix("e") ? verb.dropLast() : verb
      let dropsY = verb.hasSuffix("y") && !["ay", "oy", "ey"].contains(where: verb.hasSuffix)
      if !nouns.contains(verb) {
        forms += ["\(verb)", dropsY ? "\(verb.dropLast())ies" : "\(verb)s"]
      }
      forms.append("\(verb)es")
      // `learning`, `understanding`, `encoding` name processes; the others are verbs.
      if !processNouns.contains("\(stem)ing") { forms.append("\(stem)ing") }
      if dropsY { forms.append("\(verb.dropLast())ied") }
      if !participles.contains("\(stem)ed") { forms.append("\(stem)ed") }
    }
    return forms + [
      "built", "found", "made", "shown", "known", "gave", "took", "taken", "led", "held", "kept",
      "meant", "met", "saw", "seen", "became", "began", "brought", "chose", "chosen", "got", "went",
      "gone", "grew", "grown", "came", "drawn", "drew", "proven", "fallen", "stuck", "left", "lost",
      "paid", "put", "ran", "said", "thought",
      "understood",
      "wrote", "written", "using", "making", "getting", "putting", "running", "giving", "doing",
      "going", "taking", "having", "whose", "suffers", "namely",
    ]
  }()

  /// Past participles that terms begin with: `supervised learning`, `annotated corpus`.
  private static let participles: Set<String> = [
    "learned", "distributed", "generated", "predicted", "transformed", "represented", "related",
    "encoded", "weighted", "generalized", "reduced", "extended", "optimized", "modified",
    "restricted", "shared", "unified", "retrieved", "extracted", "fused", "computed",
  ]

  private static let processNouns = Set(
    processes.split(whereSeparator: { $0 == " " || $0 == "\n" }).map(String.init))

  private static let processes = """
    learning training parsing tagging chunking clustering modeling modelling processing understanding
    reasoning embedding encoding decoding mapping meaning ranking reranking re-ranking sampling
    pruning tuning fine-tuning pretraining pre-training finetuning prompting planning scheduling
    computing forecasting labeling labelling matching indexing mining filtering smoothing segmenting
    summarizing paraphrasing rendering editing coding hashing pooling masking boosting bagging weighting
    binding grounding linking spelling wording writing reading speaking listening answering
    questioning testing benchmarking monitoring sensing imaging printing programming engineering
    scaling rounding averaging normalizing backtracking bootstrapping crowdsourcing stemming
    lemmatizing transcribing screening folding docking manufacturing machining lighting timing
    routing signaling switching hearing string setting building training grokking steering probing
    caching batching streaming splatting unlearning poisoning watermarking aliasing denoising
    inpainting outpainting tracking localizing slam driving walking grasping warping skinning
    happening ending beginning finding ordering spacing padding gating tiling spiking firing
    """

  private static let loose = """
    proposed presented introduced described developed considered required desired observed obtained
    improved increased enhanced advanced limited detailed fixed added unseen known unknown
    good better strong weak high low higher lower highest lowest large larger small smaller fast
    faster slow slower long longer short shorter rich richer deep-seated quick rapid careful clear
    accurate robust reliable flexible powerful competitive superior excellent outstanding impressive
    comprehensive extensive thorough systematic detailed in-depth preliminary initial final actual
    real potential fundamental basic central underlying inherent intrinsic emerging growing
    increasing ongoing popular widespread successful practical theoretical experimental empirical
    open unique original alternative individual single total full complete partial final early late
    fair rigorous principled elegant unprecedented surprising strong severe serious expensive
    costly cheap free so-called well-known user-friendly time-consuming labor-intensive real-world
    large-scale small-scale wide-ranging long-standing cutting-edge ever-growing first-ever
    """

  private static let plain = """
    paper papers work works study studies article articles approach approaches method methods result
    results experiment experiments problem problems task tasks technique techniques way ways case
    cases example examples issue issues question aspect aspects number numbers set sets amount
    amounts kind kinds type types range variety majority order use uses usage need needs goal goals
    purpose purposes reason reasons fact facts idea ideas insight insights finding findings
    contribution contributions advantage advantages benefit benefits challenge challenges difficulty
    difficulties limitation limitations drawback drawbacks improvement improvements gain gains
    effort efforts attempt attempts attention interest research researcher researchers community
    practitioner practitioners author authors people person persons year years month months day days
    time times hour hours minute minutes second seconds step steps stage stages part parts piece
    pieces section view point points term terms place role roles level levels degree degrees rate
    rates size sizes scale value values percent percentage level ability abilities capability
    capabilities capacity effect effects impact impacts influence state success failure progress
    development advance advances solution solutions procedure procedures scheme schemes framework
    frameworks strategy strategies system systems application applications area areas field fields
    domain direction directions future work line lines basis context future situation situations
    condition conditions change changes difference differences comparison comparisons combination
    combinations collection form forms format function property properties characteristic
    characteristics feature group groups class member members pair list end start beginning
    addition hand evaluation analysis performance experimenter code data dataset datasets study
    implementation implementations extension extensions version versions variant variants
    demonstration evidence investigation perspective perspectives overview survey review discussion
    introduction conclusion conclusions background motivation method methodology methodologies
    model-based lack absence presence existence process processes operation operations component
    components element elements item items object objects thing things unit units module modules
    resource resources tool tools cost costs time-consuming everyone everything something nothing
    anything amount help support focus target targets link page website url github https http www
    extent emphasis importance significance quality effectiveness efficiency usefulness feasibility
    simplicity complexity flexibility potential power strength weakness weaknesses trade-off
    consideration considerations requirement requirements assumption assumptions choice choices
    decision decisions option options setting settings scenario scenarios opportunity opportunities
    possibility possibilities understanding knowledge information source sources input output
    average score scores top-1 baseline baselines
    respect account series order generality practice instance observation concept scratch account
    factor phenomenon question literature promise principle manner notion category human technology
    close parallel optimal other local mobile deep sparse dense online vanilla random linear global
    discrete convex minimal generic modern public lightweight dynamic concern nature spite wild
    sense margin door room hope course date hundred thousands million billion bridge balance detail
    """

  private static let technical = """
    quantization quantisation binarization pruning sparsification distillation backpropagation
    backprop dropout tokenization stemming lemmatization memoization parallelization vectorization
    regularization regularisation overfitting underfitting unlearning grokking finetuning pretraining
    bootstrapping crowdsourcing backtracking metalearning autoregression autodifferentiation
    autoencoder transformer perceptron automaton hypergraph hypernetwork multigraph reservoir
    photogrammetry odometry lidar radiosity rasterization splatting voxelization tomography
    segmentation summarization paraphrasing captioning diarization coreference entailment
    disambiguation anonymization deduplication watermarking steganography cryptography
    neuromorphic memristor photonics compiler parser treebank wordnet ontology thesaurus
    homophily oversmoothing oversquashing equivariance isomorphism homology topology sheaf
    eigenvalue hessian kriging calibration interpretability explainability
    """

  private static let tasks = """
    classification detection recognition segmentation generation translation parsing estimation
    prediction summarization summarisation retrieval answering disambiguation extraction linking
    labeling labelling tagging tracking reconstruction synthesis completion captioning forecasting
    matching localization localisation navigation manipulation planning grasping rendering
    super-resolution denoising deblurring inpainting registration verification identification
    resolution alignment inference entailment induction recommendation diagnosis editing compression
    restoration enhancement transcription separation diarization simplification paraphrasing
    normalization correction attribution mining anonymization search modeling modelling
    """
}
