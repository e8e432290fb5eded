import TextCore

/// Words and phrases that papers of every field use and that name no topic.
struct TopicStopPhrases: Sendable {
  private let edges: Set<String>
  private let generic: Set<String>
  private let broad: Set<String>
  private let heads: Set<String>

  init(_ analyzer: TermAnalyzer) {
    func stems(_ words: String) -> Set<String> {
      Set(words.split(separator: " ").compactMap { analyzer.term(of: String($0)) })
    }
    edges = stems(Self.edgeWords).union(stems(Self.verbs))
    heads = stems(Self.headWords).union(stems(Self.verbs))
    func phrases(_ list: String) -> Set<String> {
      Set(
        list.split(separator: ",").map { phrase in
          analyzer.terms(in: String(phrase)).map(\.text).joined(separator: " ")
        })
    }
    generic = phrases(Self.genericPhrases)
    broad = phrases(Self.broadPhrases)
  }

  /// Whether a stem can neither begin nor end a name.
  func isEdge(_ stem: String) -> Bool { edges.contains(stem) }

  /// Whether a stem behind a phrase leaves it whole: `method` in `beam search method`.
  func leavesWhole(_ stem: String) -> Bool { heads.contains(stem) }

  /// Whether the stems are a phrase that whole fields share.
  func isGeneric(_ stems: [String]) -> Bool { generic.contains(stems.joined(separator: " ")) }

  /// Whether the stems are a subject that many subjects make use of.
  func isBroad(_ stems: [String]) -> Bool { broad.contains(stems.joined(separator: " ")) }

  /// What any abstract says of any subject.
  private static let edgeWords = """
    ability able absence academic access accurate accuracy achievement additional adequate \
    advance advanced advantage aforementioned alternative amount analysis answer application \
    approach appropriate area article aspect attempt author automated automatic available average \
    baseline basic beneficial benefit best better big broad capability capable case certain \
    challenge challenging change choice class clear collection common community \
    comparable comparative comparison compelling competitive complete complex complexity \
    comprehensive concept conclusion condition consequence considerable consideration contribution \
    conventional core correct cost critical crucial current data dataset day decision deep \
    degree demand demo desirable detail detailed development different difficult difficulty \
    direct direction discussion distinct diverse domain drawback easy effect effective \
    effectiveness efficacy efficiency efficient effort emerging empirical end entire era error \
    essential evaluation evidence example excellent existing experiment experimental explicit \
    extensive extent extra fact factor failure fast feasible final finding first \
    flexible focus following formal framework full fundamental further future gain gap general \
    generic github goal good great group growing guideline hand hard help high higher highly \
    hour huge human idea ideal impact implementation implication implicit important improvement \
    impressive increase increasing independent individual information initial innovative input \
    insight instance interest interesting introduction investigation issue joint key kind known \
    lack large larger last latest lead leading level light limit limitation limited line list \
    literature little local long low lower main major manner manual mean measure mechanism method \
    methodology metric minimal minor minute model modern month multiple natural nature necessary \
    need negative new next normal notable novel number numerous objective observation \
    optimal option order original outcome output overall overview own paper paradigm \
    parameter part participant particular performance person perspective pipeline place plan \
    point poor popular positive possibility possible potential power powerful practical practice \
    precise preliminary presence present previous primary principle prior problem procedure \
    progress project promising proper property proposal prospect public purpose \
    qualitative quality quantitative question quick range rapid rate ratio reader real reason \
    reasonable recent reduction related relation relative relevant reliable remarkable report \
    requirement research researcher resource respective result review rich right rise robust role \
    round rule satisfactory scenario scheme scientific scope score second section \
    sense separate series serious set setting shared short shortcoming significant similar simple \
    single size small smaller software solution sota source special specific specification speed \
    stage standard state step strategy strength strong student study subject substantial \
    success successful sufficient suitable suite superior superiority support system target \
    task team technique technology term test theoretical thing third thorough thought time title \
    today tool top topic total toward traditional training trend true type typical ubiquitous \
    underlying unified unique unprecedented usage use useful user usual utility valid validity \
    valuable value variant variation variety vast version view way weak weakness week well whole \
    wide widespread word work workshop world worse year yield day-to-day state-of-the-art ii iii \
    vs i.e e.g et al dnn ai ml aware augmented driven guided inspired enhanced oriented friendly agnostic \
    segmented aided related level free assisted box memory-efficient scale
    """

  /// What papers do.
  private static let verbs = """
    achieve address aim allow analyze apply argue assess attain become boost bring build call \
    carry combine compare conduct consider consist construct contain contribute deal define deliver \
    demonstrate depend derive describe design determine develop discover discuss employ enable \
    enhance ensure establish evaluate examine exceed exhibit exist exploit explore extend \
    facilitate find follow handle hinder identify implement improve include incorporate \
    increase indicate integrate introduce investigate involve justify keep know lack leverage \
    maintain make measure mitigate motivate obtain occur offer outperform overcome perform pose \
    present preserve prevent produce propose prove provide publish reach reduce rely remain report \
    require rethink reveal revisit seek serve show solve strive study suffer suggest \
    summarize surpass tackle take tend test train try understand unify unlock validate verify want
    """

  /// Nouns that follow a name without being part of it.
  private static let headWords = """
    approach community framework literature method methodology paper problem research scenario \
    setting setup task technique work
    """

  /// Names of whole fields and of what everybody uses.
  private static let genericPhrases = """
    machine learning,deep learning,neural network,deep neural network,artificial neural network,\
    convolutional neural network,deep convolutional neural network,recurrent neural network,\
    artificial intelligence,large language model,language model,pre-trained language model,\
    pretrained language model,transformer,transformer model,computer vision,\
    natural language processing,language processing,natural language,deep learning model,\
    machine learning model,neural model,deep model,deep network,neural architecture,\
    learning model,learning algorithm,learning method,machine learning algorithm,computer science,\
    data set,training data,test set,training set,real world,large scale,end to end,\
    loss function,objective function,gradient descent,attention mechanism,self attention,attention,\
    downstream task,foundation model,pre-training,fine-tuning,supervised learning,\
    unsupervised learning,representation learning,feature extraction,source code,open source,\
    ablation study,case study,future work,related work,human evaluation,computational cost,\
    inference time,training time,model size,black box,ground truth,data augmentation,\
    generative model,generative ai,language,network,algorithm,learning,model,memory efficient,\
    mlp,gpu,cpu,cnn,rnn,lstm,flops,optimization,inference,learning theory,learning dynamics,\
    network architecture,neural network architecture,\
    neural network model,neural network weight,network weight,language modeling,training algorithm,\
    search algorithm,learning task,vision task,deep architecture,transformer architecture,\
    pretrained model,pre-trained model,pretrained transformer,edge device,model architecture,learning framework,deep learning framework,neural net,representation
    """

  /// Names of methods and means that many subjects make use of.
  private static let broadPhrases = """
    reinforcement learning,deep reinforcement learning,self-supervised learning,transfer learning,\
    semi-supervised learning,meta learning,multi-task learning,stochastic gradient descent,\
    evolutionary algorithm,genetic algorithm,graphics processing unit,graphic processing unit,\
    multilayer perceptron,multi-layer perceptron,convolutional network,random search,\
    image processing,image classification,text classification,field programmable gate array,\
    gaussian process,support vector machine,random forest,decision tree,linear regression,\
    knowledge distillation,contrastive learning,active learning,few-shot learning,\
    natural language generation,natural language understanding,word embedding,text generation,\
    hyperparameter optimization,memory footprint,hardware accelerator,supervised fine-tuning
    """
}
