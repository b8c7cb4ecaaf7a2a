// Package rendezvoushash gives keys to nodes: every node has a score for every key, and the highest wins.
package rendezvoushash

import (
	"hash/fnv"
	"sort"
	"strconv"
	"sync"
)

// RendezvousHashOptions says how a hash is made. A field that is zero takes its default.
type RendezvousHashOptions struct {
	Hash func(string) uint32
}

// RendezvousHash is safe for use by several goroutines at once. Many can look up at the same time.
type RendezvousHash struct {
	hash    func(string) uint32
	mu      sync.RWMutex
	weights map[string]int
}

// NewRendezvousHash returns one without nodes.
func NewRendezvousHash(options RendezvousHashOptions) *RendezvousHash {
	if options.Hash == nil {
		options.Hash = fnv32
	}
	return &RendezvousHash{hash: options.Hash, weights: map[string]int{}}
}

// AddNode adds the node, or gives it another weight. It returns whether the node is new.
func (r *RendezvousHash) AddNode(node string, weight int) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	_, known := r.weights[node]
	r.weights[node] = weight
	return !known
}

// RemoveNode takes the node away. It returns whether it was there.
func (r *RendezvousHash) RemoveNode(node string) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	_, known := r.weights[node]
	delete(r.weights, node)
	return known
}

// Owner returns the node with the highest score for the key; false when there is no node.
func (r *RendezvousHash) Owner(key string) (string, bool) {
	owners := r.Owners(key, 1)
	if len(owners) == 0 {
		return "", false
	}
	return owners[0], true
}

// Owners returns the count nodes with the highest scores for the key; all when there are not so many.
func (r *RendezvousHash) Owners(key string, count int) []string {
	r.mu.RLock()
	defer r.mu.RUnlock()
	nodes := r.sorted()
	scores := make(map[string]uint32, len(nodes))
	for _, node := range nodes {
		scores[node] = r.score(node, key)
	}
	// Stable, so that of equal scores the smaller name stays first.
	sort.SliceStable(nodes, func(i, j int) bool { return scores[nodes[i]] > scores[nodes[j]] })
	if count < len(nodes) {
		nodes = nodes[:count]
	}
	return nodes
}

// Nodes returns the nodes that are there, sorted.
func (r *RendezvousHash) Nodes() []string {
	r.mu.RLock()
	defer r.mu.RUnlock()
	return r.sorted()
}

func (r *RendezvousHash) sorted() []string {
	nodes := make([]string, 0, len(r.weights))
	for node := range r.weights {
		nodes = append(nodes, node)
	}
	sort.Strings(nodes)
	return nodes
}

func (r *RendezvousHash) score(node, key string) uint32 {
	var best uint32
	for ticket := 0; ticket < r.weights[node]; ticket++ {
		if one := r.hash(node + "#" + strconv.Itoa(ticket) + "#" + key); one > best {
			best = one
		}
	}
	return best
}

func fnv32(text string) uint32 {
	sum := fnv.New32a()
	sum.Write([]byte(text))
	return sum.Sum32()
}
