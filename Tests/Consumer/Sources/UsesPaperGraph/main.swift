import PaperGraph

let analyzed = try await Pipeline(threads: 2).analyze(["seeds"])
for topic in analyzed.topics.topics {
  print(topic.name, topic.papers.count)
}
