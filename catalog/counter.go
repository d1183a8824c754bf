package catalog

// A Counter (窗口) is a place on the map of a hall: a window or a row of
// windows, or a landmark such as a lift.
type Counter struct {
	Sort       Code    `json:"sort,omitzero"` // window, lift, stairs, kiosk, entrance, toilet; empty is window
	Hall       Text    `json:"hall,omitempty"`
	Floor      int     `json:"floor,omitempty"`  // 1 is the ground floor
	Zone       Text    `json:"zone,omitempty"`   // A 区
	Label      Text    `json:"label,omitempty"`  // 人社 9–18 号: the second line in its place
	Window     string  `json:"window,omitempty"` // 12–15
	Place      Place   `json:"place,omitzero"`
	Handles    []Text  `json:"handles,omitempty"`
	Hours      Text    `json:"hours,omitempty"`
	Route      []Point `json:"route,omitempty"` // from the lift or the kiosk to the place
	Directions Text    `json:"directions,omitempty"`
	StepFree   Text    `json:"step_free,omitempty"` // how to get there without steps
}

// A Place is a rectangle on the map of a floor, in units of a map that is
// 984 wide and 600 high.
type Place struct {
	X int `json:"x"`
	Y int `json:"y"`
	W int `json:"w"`
	H int `json:"h"`
}

// A Point is a corner of a route, in units of the map.
type Point struct {
	X int `json:"x"`
	Y int `json:"y"`
}

// MapWidth and MapHeight are the size of a floor's map.
const (
	MapWidth  = 984
	MapHeight = 600
)

// Landmark reports whether c is not a window.
func (c *Counter) Landmark() bool { return c.Sort.Code != "" && c.Sort.Code != "window" }

func (c *Counter) Kind() Kind    { return KindCounter }
func (c *Counter) Links() []Link { return nil }

func (c *Counter) Check(note func(Finding)) {
	if c.Floor == 0 {
		note(advise("no-floor", "body.floor", "没有写楼层", "the floor is missing", "Не указан этаж"))
	}
	p := c.Place
	if p.X < 0 || p.Y < 0 || p.W < 0 || p.H < 0 || p.X+p.W > MapWidth || p.Y+p.H > MapHeight {
		note(block("off-map", "body.place", "位置超出平面图（宽 984，高 600），请改正", "its place lies outside the map (984 wide, 600 high): correct it", "Место вне плана (ширина 984, высота 600): исправьте"))
	}
}

func (c *Counter) Words(yield func(Text) bool) {
	_ = yieldAll(yield, c.Zone, c.Label) && yieldAll(yield, c.Handles...)
}
