/// The words of each class, written out.
enum WordLists {
  static let all: [(WordClass, String)] = [
    (.ownVoice, "we our ours i my us paper work article study thesis here herein authors letter"),
    (
      .introducing,
      """
      propose proposes proposed proposing present presents presented presenting introduce introduces
      introduced introducing develop develops developed developing design designs designed designing
      devise devises devised create creates created release releases released releasing construct
      constructs constructed build builds built contribute contributes offer offers suggest suggests
      formulate formulates formulated establish established curate curated collect collected unveil
      unveils unveiled advocate derive derived invent invented describe describes put
      """
    ),
    (
      .naming,
      """
      called named dubbed termed coined namely titled entitled call name dub term coin denoted
      referred christened
      """
    ),
    (
      .adjectiveTail,
      """
      based driven aware friendly inspired guided augmented enhanced powered accelerated trained
      oriented agnostic specific free like style scale level assisted conditioned controlled
      constrained optimized only wise efficient induced informed centric equipped invariant
      equivariant inverter time order shot step way to in of end the
      """
    ),
    (
      .boundary,
      """
      that which who whose whom for to of in on at by with without using via from where when while
      because as into through between among over under against across within during toward towards
      than if whether since so but by based upon after before until unlike despite along although
      though per beyond how what why
      """
    ),
    (
      .auxiliary,
      """
      is are was were be been being has have had do does did can could may might must shall should
      will would cannot
      """
    ),
    (
      .determiner,
      """
      a an the this these those our its their two three four five six seven eight several both
      another each
      """
    ),
    (
      .datasetHead,
      """
      dataset datasets benchmark benchmarks corpus corpora testbed testbeds leaderboard leaderboards
      challenge treebank treebanks testset testsets collection collections suite suites database
      databases lexicon thesaurus wordnet
      """
    ),
    (
      .methodHead,
      """
      model models method methods algorithm algorithms framework frameworks architecture
      architectures network networks layer layers module modules optimizer optimizers optimiser
      library libraries toolkit toolkits tool tools system systems platform platforms processor
      processors chip chips accelerator accelerators package packages software simulator simulators
      approach approaches technique techniques backbone backbones baseline baselines parser parsers
      tagger compiler engine scheme strategy strategies procedure pipeline estimator solver solvers
      detector detectors encoder decoder classifier classifiers transformer transformers protocol
      variant variants attention loss device devices board boards gpu gpus fpga mechanism paradigm
      agent agents family series policy operator block blocks unit units sampler scheduler
      """
    ),
    (
      .procedureHead,
      """
      analysis regression optimization optimisation descent sampling propagation search boosting
      transform extrapolation machine machines forest tree trees field fields averaging eigensolver
      initialization normalization decoding estimation
      """
    ),
    (.listing, "such like including include includes namely eg comprising viz included"),
    (
      .using,
      """
      use uses used using utilize utilizes utilizing utilized employ employs employed employing
      leverage leverages leveraging adopt adopts adopted adopting apply applies applied applying
      trained train training built builds based extend extends implemented implement pretrained
      finetuned tuned finetuning pretraining initialized combine combines combining integrate
      integrates integrating with via exploit exploits exploiting
      """
    ),
    (
      .evaluating,
      """
      evaluate evaluates evaluated evaluating evaluation evaluations experiment experiments
      experimental experimentally test tests tested testing validate validated validation results
      result performance accuracy accuracies score scores map ap fid bleu top demonstrate
      demonstrated demonstrates state sota benchmarked benchmarking achieve achieves achieved
      achieving improvement improvements gain gains points tasks error psnr perplexity f1 auc
      trained training train pretrained verified verify effectiveness empirical empirically
      compared outperforms outperform outperforming conducted show shows
      """
    ),
    (
      .comparing,
      """
      outperform outperforms outperforming outperformed versus vs compared against baseline baselines
      surpass surpasses surpassing exceed exceeds exceeding beat beats beating than comparable
      existing competitors rivals counterparts unlike over
      """
    ),
    (.joining, "and or plus"),
    (.on, "on across over"),
    (.newness, "novel new first simple efficient unified effective lightweight general"),
    (
      .variant,
      "base large small tiny mini medium nano lite micro plus turbo slim pro xl xxl bench eval dev instruct chat"
    ),
    (
      .plainPrefix,
      "non pre multi semi anti self co re sub post quasi pseudo de un inter intra cross in on off of to the near single low high zero few one two first second top full half hand real state long short k n t"
    ),
  ]
}
