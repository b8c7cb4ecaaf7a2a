// Package hashring holds consistent hashing: a sorted list of points, and a search by halves.
package hashring

import (
	"hash/fnv"
	"sort"
	"strconv"
	"sync"
)

// HashRingOptions says how a ring is made. A field that is zero takes its default.
type HashRingOptions struct {
	VirtualNodes int
	Hash         func(string) uint32
}

type point struct {
	position uint32
	node     string
}

// HashRing is safe for use by several goroutines at once. Many can look up at the same time.
type HashRing struct {
	virtualNodes int
	hash         func(string) uint32
	mu           sync.RWMutex
	weights      map[string]int
	points       []point
}

// NewHashRing returns a ring without nodes.
func NewHashRing(options HashRingOptions) *HashRing {
	if options.VirtualNodes == 0 {
		options.VirtualNodes = 64
	}
	if options.Hash == nil {
		options.Hash = fnv32
	}
	return &HashRing{
		virtualNodes: options.VirtualNodes,
		hash:         options.Hash,
		weights:      map[string]int{},
	}
}

// AddNode puts the node on the ring, or gives it another weight. It returns whether the node is new.
func (r *HashRing) AddNode(node string, weight int) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	_, known := r.weights[node]
	if known {
		r.dropPoints(node)
	}
	r.weights[node] = weight
	for index := 0; index < r.virtualNodes*weight; index++ {
		r.points = append(r.points, point{r.hash(node + "#" + strconv.Itoa(index)), node})
	}
	sort.Slice(r.points, func(i, j int) bool {
		a, b := r.points[i], r.points[j]
		if a.position != b.position {
			return a.position < b.position
		}
		return a.node < b.node
	})
	return !known
}

// RemoveNode takes the node and all its points away. It returns whether the node was there.
func (r *HashRing) RemoveNode(node string) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if _, known := r.weights[node]; !known {
		return false
	}
	delete(r.weights, node)
	r.dropPoints(node)
	return true
}

// Owner returns the node of the first point at or after the key; false when there is no node.
func (r *HashRing) Owner(key string) (string, bool) {
	r.mu.RLock()
	defer r.mu.RUnlock()
	if len(r.points) == 0 {
		return "", false
	}
	return r.points[r.start(key)].node, true
}

// Owners returns the first count different nodes from the key on; all when there are not so many.
func (r *HashRing) Owners(key string, count int) []string {
	r.mu.RLock()
	defer r.mu.RUnlock()
	found := []string{}
	seen := map[string]bool{}
	start := r.start(key)
	for step := 0; step < len(r.points) && len(found) < count; step++ {
		node := r.points[(start+step)%len(r.points)].node
		if !seen[node] {
			seen[node] = true
			found = append(found, node)
		}
	}
	return found
}

// Nodes returns the nodes on the ring, sorted.
func (r *HashRing) Nodes() []string {
	r.mu.RLock()
	defer r.mu.RUnlock()
	nodes := make([]string, 0, len(r.weights))
	for node := range r.weights {
		nodes = append(nodes, node)
	}
	sort.Strings(nodes)
	return nodes
}

// start returns the index of the first point at or after the key.
func (r *HashRing) start(key string) int {
	place := r.hash(key)
	index := sort.Search(len(r.points), func(i int) bool { return r.points[i].position >= place })
	if index == len(r.points) {
		return 0
	}
	return index
}

func (r *HashRing) dropPoints(node string) {
	kept := r.points[:0]
	for _, one := range r.points {
		if one.node != node {
			kept = append(kept, one)
		}
	}
	r.points = kept
}

func fnv32(text string) uint32 {
	sum := fnv.New32a()
	sum.Write([]byte(text))
	return sum.Sum32()
}
