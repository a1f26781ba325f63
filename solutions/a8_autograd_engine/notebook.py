# %% [markdown]
# # Your own autograd engine
#
# You have derived gradients for one weight, for a linear model, for two layers and for a classifier, and each time the
# work was the same: take the slope of each link, multiply along the chain, add where paths meet. Work that is always the
# same can be left to a program. You write that program here. It is small: a tensor that remembers what it was made of,
# and one pass backwards.
#
# Your code goes into `autograd_engine.py`; save that file before you run a check cell.
# <!-- tasks -->

# %%
# %load_ext autoreload
# %autoreload 2
import autograd_engine as ae
import matplotlib.pyplot as plt
import numpy as np
from gradcheck import check
from matplotlib.patches import FancyBboxPatch, Rectangle
from pictures import show
from referee import judge
from tqdm.auto import tqdm

BLUE, ORANGE, GREEN, PURPLE, GREY = "#0072B2", "#B34E00", "#007A58", "#AA4499", "#666666"
plt.rcParams.update({"figure.figsize": (7, 4), "axes.grid": True, "grid.alpha": 0.3, "axes.axisbelow": True})
np.set_printoptions(precision=4, suppress=True)

# %% [markdown]
# ## 1. One node
#
# The course began with one weight: $x = 1$, $y = 2$, $w = 1$ and the loss $L = (y - xw)^2$. Written one operation at a
# time, it is three steps. Each result knows two things: which values it was made of, and how fast it changes with each
# of them, its *slopes*. The class below keeps just that, for single numbers. It is not your engine yet, only the idea.


# %%
class Node:
    """A number, the name of the operation that made it, and its parents, each with the slope towards it."""

    def __init__(self, value, made_by="", parents=()):
        self.value, self.made_by, self.parents = value, made_by, list(parents)
        self.gradient = 0.0


def times(a, b):
    """A product: its slope towards a factor is the other factor."""
    return Node(a.value * b.value, "a · b", [(a, b.value), (b, a.value)])


def minus(a, b):
    """A difference: its slopes are 1 and -1."""
    return Node(a.value - b.value, "a − b", [(a, 1.0), (b, -1.0)])


def squared(a):
    """A square: its slope is twice the number."""
    return Node(a.value * a.value, "a²", [(a, a.value + a.value)])


def push(node):
    """Give each parent its share: the node's gradient times the slope."""
    for parent, slope in node.parents:
        parent.gradient += node.gradient * slope


x, w, y = Node(1.0), Node(1.0), Node(2.0)
y_hat = times(x, w)
r = minus(y, y_hat)
L = squared(r)

L.gradient = 1.0
for node in (L, r, y_hat):
    push(node)
print("dL/dw =", w.gradient, "  dL/dx =", x.gradient, "  dL/dy =", y.gradient)

# %% [markdown]
# These are the numbers of assignment 1, and nobody derived a formula for this particular loss. The loss starts with the
# gradient 1, since $dL/dL = 1$. Then every node multiplies what it has by its slopes and hands the products to its
# parents: *upstream gradient times local slope*, which is the whole chain rule. Drawn as a graph:


# %% folded=true
def draw(nodes, title, size):
    """Draw a graph. `nodes`: name -> (made by, data, gradient, names of the parents, (column, row))."""
    fig, ax = plt.subplots(figsize=size)
    for name, (made_by, data, gradient, parents, (column, row)) in nodes.items():
        for parent in parents:
            column0, row0 = nodes[parent][-1]
            from_below = column - column0 > 1 and row - row0 > 0.3
            end = (column, row - 0.39) if from_below else (column - 0.37, row)
            arrow = {"arrowstyle": "-|>", "color": GREY, "lw": 1.2, "shrinkA": 0, "shrinkB": 0}
            ax.annotate("", end, (column0 + 0.37, row0), arrowprops=arrow)
        colour = BLUE if parents else GREEN
        shape = {"boxstyle": "round,pad=0.03", "fc": "white", "ec": colour, "lw": 1.6}
        ax.add_patch(FancyBboxPatch((column - 0.33, row - 0.34), 0.66, 0.68, **shape))
        middle = {"ha": "center", "va": "center"}
        head = f"{name} = {made_by}" if made_by else name
        ax.text(column, row + 0.21, head, fontsize=10, color=colour, weight="bold", **middle)
        ax.text(column, row - 0.01, f"data {data:.4g}", fontsize=9, **middle)
        ax.text(column, row - 0.22, f"grad {gradient:.4g}", fontsize=9, color=ORANGE, **middle)
    columns, rows = zip(*(node[-1] for node in nodes.values()))
    ax.set(xlim=(min(columns) - 0.5, max(columns) + 0.5), ylim=(min(rows) - 0.55, max(rows) + 0.55), title=title)
    ax.axis("off")
    fig.tight_layout()
    show(f"Boxes joined by arrows, each with its data and its gradient. {title}.")


draw(
    {
        "x": ("", x.value, x.gradient, [], (0, 1.45)),
        "w": ("", w.value, w.gradient, [], (0, 0.55)),
        "y": ("", y.value, y.gradient, [], (1, 0)),
        "ŷ": ("x · w", y_hat.value, y_hat.gradient, ["x", "w"], (1, 1)),
        "r": ("y − ŷ", r.value, r.gradient, ["y", "ŷ"], (2, 0.5)),
        "L": ("r²", L.value, L.gradient, ["r"], (3, 0.5)),
    },
    "Forwards along the arrows: data. Backwards: gradients.",
    size=(8, 3.8),
)

# %% [markdown]
# In words: $x$ and $w$ lead to $\hat y$, $y$ and $\hat y$ lead to $r$, and $r$ leads to $L$. From the loss back to
# $x$ the gradients are 1, 2, -2 and -2.
#
# ## 2. Tensors that remember
#
# Your `Tensor` does the same with arrays. Its constructor is given:
#
# - `data` is a float64 array, `grad` an array of zeros of the same shape, for now;
# - `links` is a list of pairs `(parent, pull)`. A slope was a number above; for arrays it becomes a *function*. `pull(G)`
#   takes the upstream gradient $G = \partial L/\partial(\text{this tensor})$ and gives the share of the parent.
#
# First only forwards. Every operator takes the `data` of its operands, does what NumPy does, and returns a new `Tensor`.
# The other operand may be a number or an array; `as_tensor` is there for that. You can leave the links empty until
# section 4. (`a + b` calls `a.__add__(b)`. Where the constant stands on the left, as in `2 - a`, Python calls
# `a.__rsub__(2)`, and that is given.)

# %% task="Tensor"
check("Tensor")

# %% [markdown]
# The model of assignment 3 can now be written as a formula, with your tensors in it:

# %%
table = np.loadtxt("crop_yields.csv", delimiter=",", skiprows=1)
X, Y = table[:, :3], table[:, 3:]
Z = (X - X.mean(axis=0)) / X.std(axis=0)

W, b = ae.Tensor(np.zeros((2, 3))), ae.Tensor(np.zeros(2))
loss = ((Z @ W.T + b - Y) ** 2).sum()
print("loss of a model that predicts nothing:", loss.data)
print("sum of the squared targets:           ", np.sum(Y**2))

# %% [markdown]
# ## 3. Broadcasting, and back
#
# In `Z @ W.T + b` a bias of shape (2,) was added to predictions of shape (5, 2). NumPy repeated it for every row. So
# each entry of $b$ reaches the loss along five paths, and paths add up: its gradient is the *sum* over the copies. You
# met this as `grad_b` in assignment 3; now it happens wherever shapes differ.
#
# The picture shows a gradient $G$ of shape (3, 4) that arrives at a sum. Cells of one colour are copies of one entry of
# the operand. The operand's gradient adds up each colour.


# %% folded=true
def cells(ax, numbers, colours, left, top):
    """Draw a matrix of numbers as coloured cells, its upper left corner at (left, top)."""
    for i, row in enumerate(numbers):
        for j, number in enumerate(row):
            ax.add_patch(Rectangle((left + j, top - i - 1), 1, 1, fc=colours[i][j], ec="white", lw=2))
            ax.text(left + j + 0.5, top - i - 0.5, f"{number:g}", ha="center", va="center", fontsize=10)


shades = ["#BFD7EA", "#F7D9B9", "#C9E4CA", "#E8C9DC"]
G = np.array([[1, 2, 0, 1], [3, 1, 2, 2], [1, 0, 4, 3]])
panels = [
    ("operand of shape (4,)", lambda i, j: shades[j], G.sum(axis=0, keepdims=True), "in front: summed, gone"),
    ("operand of shape (3, 1)", lambda i, j: shades[i], G.sum(axis=1, keepdims=True), "stretched: summed, kept"),
    ("operand of shape ()", lambda i, j: shades[0], G.sum(keepdims=True), "everything: one number"),
]
fig, axes = plt.subplots(1, 3, figsize=(9, 3.9))
for ax, (title, colour, total, note) in zip(axes, panels):
    colours = [[colour(i, j) for j in range(4)] for i in range(3)]
    cells(ax, G, colours, 0, 3)
    ax.text(2, 3.25, "G, shape (3, 4)", ha="center", fontsize=9, color=GREY)
    down = total.shape[0] == 1
    left, top = ((4 - total.shape[1]) / 2, -0.9) if down else (5.2, 3)
    cells(ax, total, [[colour(i, j) for j in range(total.shape[1])] for i in range(total.shape[0])], left, top)
    start, end = ((2, -0.1), (2, -0.85)) if down else ((4.1, 1.5), (5.1, 1.5))
    ax.annotate("", end, start, arrowprops={"arrowstyle": "-|>", "color": GREY, "lw": 1.5})
    ax.text(2 if down else 3.1, -2.45, note, ha="center", fontsize=9, color=GREY)
    ax.set(xlim=(-1.3, 5.3) if down else (-0.2, 6.4), ylim=(-2.8, 3.8), aspect="equal", title=title)
    ax.axis("off")
fig.tight_layout()
show("Three copies of a matrix G: its columns added up for shape (4,), its rows for shape (3, 1), everything for shape ().")

# %% [markdown]
# The picture adds up the columns of $G$ for the shape (4,), its rows for the shape (3, 1), and everything for the
# shape ().
#
# NumPy lines shapes up from the right. So there are two kinds of repeated axes: those that the operand does not have,
# which were put *in front*, and those of size 1, which were *stretched*. `unbroadcast(G, shape)` sums over both, and what
# it returns has exactly the shape it was asked for: a stretched axis stays, with size 1.

# %% task="unbroadcast"
check("unbroadcast")

# %%
for shape in ((4,), (3, 1), (1, 4), (), (3, 4)):
    back = np.asarray(ae.unbroadcast(G, shape))
    print(f"{str(shape):>7} {back.tolist()}")

# %% [markdown]
# ## 4. What each operator passes back
#
# Now the links. For each operator ask: if one entry of the operand grows a little, what happens to the result, and what
# does that do to the loss? The answer is always $G$ times a slope:
#
# - entry by entry: in a sum, a difference, a product, a quotient, a power, and in relu, tanh, exp and log, each entry of
#   the result depends on one entry of an operand. $G$ is multiplied by the slope at that entry. For tanh you have seen
#   that the slope is known from the *output*; for which other one is that so?
# - `sum` and `mean`: every entry goes into the sum with slope 1. $G$ has the shape of the *result*; it has to be spread
#   over the shape of the operand, along the axis that vanished.
# - `@`: in $C = AB$ the entry $c_{nm} = \sum_d a_{nd} b_{dm}$. So $a_{nd}$ has a part in all of row $n$ of $C$, with slopes
#   $b_{d1}, \dots, b_{dM}$, and $\partial L/\partial a_{nd} = \sum_m g_{nm} b_{dm}$. Which matrix product is this? The
#   shapes leave one way only. Do the same for $B$.
# - `.T` moves entries to other places; the way back moves them home.
#
# To look at the links there has to be a `backward`. For one operation it is short: add $G$ to the tensor's own `grad`;
# then, for each link, pull, unbroadcast, and add the share to the parent's `grad`. Write this much of `backward` for
# now. Section 5 makes it ready for whole graphs. (If you compose operators, say `a - b` from a sum and a negation, their
# checks need that too.)

# %% task="gradients"
check("gradients")

# %% [markdown]
# The referee of assignment 2 judges your engine, too. It uses your own `gradient_check.py` where it finds a good one,
# here or in `../a2_gradient_check`. The upstream gradient is `up`, so the number to differentiate is the sum of `up`
# times the result.


# %%
def judge_operator(name, compute, place):
    """Ask the referee about one operator of one tensor."""
    a = ae.Tensor(place)
    result = compute(a)
    up = np.random.default_rng(8).standard_normal(result.data.shape)
    result.backward(up)
    judge(lambda data: np.sum(up * compute(ae.Tensor(data)).data), place, a.grad, name)


place, other = np.array([[1.5, 0.5, 2.0], [0.7, 1.2, 0.3]]), np.array([0.4, -1.0, 2.5])
judge_operator("a * other ", lambda a: a * other, place)
judge_operator("other / a ", lambda a: other / a, place)
judge_operator("a @ other ", lambda a: a @ other.reshape(3, 1), place)
judge_operator("a.sum(1)  ", lambda a: a.sum(axis=1), place)
judge_operator("a.tanh()  ", lambda a: a.tanh(), place)
judge_operator("a.log()   ", lambda a: a.log(), place)

# %% [markdown]
# A picture as another opinion. Each line is the slope by central differences, as in assignment 2; each dot is what your
# engine leaves in `grad` when the upstream gradient is 1. (For exp the dashed line is hidden: it is its own slope.)

# %%
points, fine = np.linspace(-2, 2, 16), np.linspace(-2, 2, 400)
functions = {
    "relu": (lambda a: a.relu(), points, fine),
    "tanh": (lambda a: a.tanh(), points, fine),
    "exp": (lambda a: a.exp(), points, fine),
    "log": (lambda a: a.log(), points / 2.2 + 1.2, fine / 2.2 + 1.2),
}

# %% folded=true
fig, axes = plt.subplots(1, 4, figsize=(9.8, 3))
for ax, (name, (compute, at, between)) in zip(axes, functions.items()):
    h = 1e-5
    slope = (compute(ae.Tensor(between + h)).data - compute(ae.Tensor(between - h)).data) / (2 * h)
    a = ae.Tensor(at)
    compute(a).backward(np.ones_like(at))
    ax.plot(between, compute(ae.Tensor(between)).data, color=GREY, lw=1, ls="--", label="the function")
    ax.plot(between, slope, color=BLUE, lw=2, label="slope, by differences")
    ax.plot(at, a.grad, "o", color=ORANGE, ms=4, label="slope, by your engine")
    ax.set(title=name, xlabel="input a")
axes[0].set_ylabel("output, and slope")
fig.legend(*axes[0].get_legend_handles_labels(), loc="lower center", ncol=3, fontsize="small", frameon=False)
fig.tight_layout(rect=(0, 0.09, 1, 1))
show("Four functions with their slopes by differences as lines, and the slopes of your engine as dots on them.")

# %% [markdown]
# With right code, all dots lie on their lines. The slope of relu jumps from 0 to 1; that of tanh is a bell;
# that of log falls.
#
# ## 5. A whole graph
#
# ### Why gradients are added
#
# Take $y = a \cdot a$. The product rule gives $a$ two shares, one as the left factor and one as the right. Whoever
# *assigns* the gradient keeps the second share only, and gets 3 instead of 6 at $a = 3$. A value that is used twice
# reaches the loss along two paths, and a small change of it is felt along both.
#
# ### Why the order matters
#
# In $u = ab$, $y = u + (ub)b$ the node $u$ is used twice: at once, and at the end of a longer way. Try some orders with
# the nodes of section 1. Every node pushes once, with the gradient it has at that moment.
#
# **Predict, then run.** With $p = ub$ and $q = pb$, the orders are y q p u, y u q p, y q u p and u p q y. Which of them give
# the right gradients, and what is lost in the others?


# %%
def plus(a, b):
    """A sum: its slopes are 1."""
    return Node(a.value + b.value, "a + b", [(a, 1.0), (b, 1.0)])


def push_in_order(order):
    """dy/da and dy/db when the nodes push in this order."""
    nodes = {"a": Node(3.0), "b": Node(2.0)}
    nodes["u"] = times(nodes["a"], nodes["b"])
    nodes["p"] = times(nodes["u"], nodes["b"])
    nodes["q"] = times(nodes["p"], nodes["b"])
    nodes["y"] = plus(nodes["u"], nodes["q"])
    nodes["y"].gradient = 1.0
    for name in order.split():
        push(nodes[name])
    return nodes["a"].gradient, nodes["b"].gradient


print("right: dy/da = b + b**3 = 10, dy/db = a + 3*a*b**2 = 39\n")
for order in ("y q p u", "y u q p", "y q u p", "u p q y"):
    print(f"order {order}:  dy/da = {push_in_order(order)[0]:4.0f}   dy/db = {push_in_order(order)[1]:4.0f}")

# %% [markdown]
# Here is the right order as a picture. Press *Step* and watch `u`: the share of the short way is there at once, and `u`
# waits until that of the long way has come and is added.

# %% folded=true
from watch import Node as Watched
from watch import step_through

step_through(
    [
        Watched("a", 3.0),
        Watched("b", 2.0),
        Watched("u", 6.0, "a·b", [("a", 2.0), ("b", 3.0)]),
        Watched("p", 12.0, "u·b", [("u", 2.0), ("b", 6.0)]),
        Watched("q", 24.0, "p·b", [("p", 2.0), ("b", 12.0)]),
        Watched("y", 30.0, "u + q", [("u", 1.0), ("q", 1.0)]),
    ],
    "A value that is used twice: y = u + (u·b)·b with u = a·b",
)

# %% [markdown]
# In the second order, `u` pushed when only the share from the short way had arrived. Nothing failed, no number looks
# strange, and the gradient is wrong. A node may push only when *all* that was made of it has pushed. An order in which
# each node comes after all of its children is called a *reverse topological order*.
#
# One way to find one: walk from the result to the parents, and from these to theirs; write a node down only when all its
# parents are written down. In that list every parent comes before its children. Read it from the end. No node is
# written down twice, so the work is one visit for each node, however many paths there are.
#
# Two more things belong to `backward`:
#
# - A second call adds to `grad`. It must not pass on again what was there before the call, so keep what arrives during
#   *this* call apart from `grad`, and add it at the end.
# - A graph can be deep. A function that calls itself for each parent is as many calls deep as the longest way back
#   through the graph, and Python's recursion ends at about 1,000 calls. Keep a list as your own stack.
#
# **Predict, then run.** Which graph is too deep for recursion: that of a training of 5,000 steps, or that of a sum of
# 2,000 terms?


# %%
def depth(node):
    """How many operations lie on the longest way back from a node, found by recursion."""
    longest = 0
    for parent, _ in node.parents:
        longest = max(longest, 1 + depth(parent))
    return longest


x, w, y, deepest = Node(1.0), Node(1.0), Node(2.0), 0
for _ in range(5_000):
    L = squared(minus(y, times(x, w)))
    deepest = max(deepest, depth(L))
    w.value -= 0.1 * 2 * x.value * (x.value * w.value - y.value)
print(f"deepest graph of 5,000 training steps: {deepest} operations")

for terms in (500, 900, 2_000):
    total = Node(0.0)
    for _ in range(terms):
        total = plus(total, x)
    try:
        print(f"sum of {terms:,} terms: {depth(total):,} operations deep")
    except RecursionError:
        print(f"sum of {terms:,} terms: RecursionError")

# %% [markdown]
# Each training step builds a new graph, three operations deep, so 5,000 steps are no trouble. A sum in a loop hangs each
# new term on the last result: its graph is as deep as the sum is long. So is the graph of anything that goes from one
# result to the next a thousand times.

# %% task="backward"
check("backward")

# %% [markdown]
# The graph from above, once more, in your engine:

# %%
a, b = ae.Tensor(3.0), ae.Tensor(2.0)
u = a * b
p = u * b
q = p * b
y = u + q
y.backward()

# %% folded=true
draw(
    {
        "a": ("", a.data, a.grad, [], (0, 0.9)),
        "b": ("", b.data, b.grad, [], (0, -0.75)),
        "u": ("a · b", u.data, u.grad, ["a", "b"], (1, 0.65)),
        "p": ("u · b", p.data, p.grad, ["u", "b"], (2, -0.1)),
        "q": ("p · b", q.data, q.grad, ["p", "b"], (3, -0.1)),
        "y": ("u + q", y.data, y.grad, ["u", "q"], (4, 0.65)),
    },
    "u has grad 5: 1 from the short way to y, and 4 from the long one",
    size=(9.5, 4.2),
)

# %% [markdown]
# From $u$ a short way leads to $y$ at once, and a long way over $p$ and $q$; $b$ enters at $u$, at $p$ and at $q$.
# The referee moves $a$ and $b$ a little, and knows nothing of any way:

# %%
judge(lambda value: (value * 2.0) + (value * 2.0) * 2.0 * 2.0, 3.0, a.grad, "dy/da")
judge(lambda value: (3.0 * value) + (3.0 * value) * value * value, 2.0, b.grad, "dy/db")

# %% [markdown]
# The picture above was drawn by hand. The next one is not: `drawing.draw` follows the links that *your* operators keep, and
# writes down every push of *your* `backward` in its order. An operator that keeps no link, a node that pushes too early,
# and a share that is pushed twice are marked in red. Try it with your own formula, and with a mistake that you plant.

# %%
import drawing

drawing.draw(y, a=a, b=b, u=u, p=p, q=q, y=y)

# %% [markdown]
# With right code nothing is red, and the gradients are those of the picture above.
#
# How much does the order save? Below, each line of code doubles the number of paths: `x = x + x`. Forty of them make
# $2^{40}$ paths, about a million million, and 41 nodes. Your engine visits nodes.
#
# **Predict, then run.** Which gradient will the first `x` have? How many days would a program need that walks every path,
# a million of them in a second?

# %%
x = start = ae.Tensor(1.0)
for _ in range(40):
    x = x + x
x.backward()
print(f"paths: {2**40:,}   gradient: {start.grad:,.0f}   path by path: {2**40 / 1e6 / 86_400:.1f} days")

# %% [markdown]
# ## 6. Set back
#
# `backward` adds, also over calls. That is right for a loss that comes in parts, and wrong from one training step to the
# next. `zero_grad` puts zeros into the `grad` of each tensor in a list.

# %% task="zero_grad"
check("zero_grad")

# %% [markdown]
# ## 7. Assignment 3, by your engine
#
# The five regions, standardised as in assignment 4, are trained twice from the same start. The first run writes down the
# loss as a formula and lets your engine find the gradients. The second uses the two gradients that you derived by hand,
# $2R^\top Z$ and the sum of $2R$ over the rows.

# %%
LR, STEPS = 0.05, 60
rng = np.random.default_rng(1)
W0, b0 = rng.random((2, 3)), rng.random(2)

W, b = ae.Tensor(W0), ae.Tensor(b0)
by_engine = []
for _ in tqdm(range(STEPS), desc="engine", unit=" steps", ascii=" ="):
    ae.zero_grad([W, b])
    loss = ((Z @ W.T + b - Y) ** 2).sum()
    loss.backward()
    by_engine.append(float(loss.data))
    W.data = W.data - LR * W.grad
    b.data = b.data - LR * b.grad

w_hand, b_hand, by_hand = W0.copy(), b0.copy(), []
for _ in range(STEPS):
    R = Z @ w_hand.T + b_hand - Y
    by_hand.append(float(np.sum(R**2)))
    w_hand, b_hand = w_hand - LR * 2 * R.T @ Z, b_hand - LR * 2 * R.sum(axis=0)

design = np.column_stack([Z, np.ones(len(Z))])
best = np.linalg.lstsq(design, Y, rcond=None)[0]
optimum = float(np.sum((design @ best - Y) ** 2))

# %% folded=true
fig, ax = plt.subplots()
ax.plot(by_hand, color=BLUE, lw=2, label="gradients by hand, as in assignment 3")
ax.plot(by_engine, "o", color=ORANGE, ms=4.5, label="gradients by your engine")
ax.axhline(optimum, color=GREY, lw=1.2, ls="--", label=f"least-squares optimum, {optimum:.2f}")
ax.set(yscale="log", xlabel="step", ylabel="summed squared error, (t/ha)²", title="One run, twice")
ax.legend()
show("Loss against the step: the dots of your engine on the line of the gradients by hand.")
print(f"largest relative difference of the losses: {max(abs(p - q) / q for p, q in zip(by_engine, by_hand)):.1e}")
print(f"largest difference of a weight:            {np.abs(W.data - w_hand).max():.1e}")

# %% [markdown]
# With right code, all dots lie on the line, which falls to the optimum in about 25 steps. The difference is rounding.
# Nothing in the engine knows what a linear model is; it was told the slopes of a few operations. So another model costs another
# formula and no derivation at all. Here is one with a hidden layer of four tanh units, trained by the same three
# lines on the same five rows:

# %%
rng = np.random.default_rng(2)
parameters = [ae.Tensor(0.5 * rng.normal(size=shape)) for shape in ((4, 3), (4,), (2, 4), (2,))]
centre, spread = Y.mean(axis=0), Y.std(axis=0)
deep = []
for _ in range(400):
    W1, b1, W2, b2 = parameters
    ae.zero_grad(parameters)
    loss = ((((Z @ W1.T + b1).tanh() @ W2.T + b2) - (Y - centre) / spread) ** 2).mean()
    loss.backward()
    deep.append(float(loss.data))
    for parameter in parameters:
        parameter.data = parameter.data - 0.2 * parameter.grad

# %% folded=true
fig, ax = plt.subplots()
ax.plot(deep, color=GREEN, lw=2)
ax.set(yscale="log", xlabel="step", ylabel="mean squared error\n(in standard deviations², no unit)")
ax.set_title("Two layers, and no new gradient to derive")
show("Mean squared error of the network against the step, logarithmic: it falls without a break.")

# %% [markdown]
# The loss falls without a break, to less than a thousandth. (With 26 parameters for 10 numbers the network simply
# learns the five rows by heart. It shows that the engine works, not that the model is good.)
#
# ## Find the bug
#
# A classmate writes a calculation down as a text, such as `u = avg(a, b); y = dist(u, c)`, and works out the slopes of
# its last result. The steps are other ones than those of your tensors. The function stands in `suspect.py`, beside this
# notebook. Open that file and read it. The training looks fine:

# %% folded=true
import suspect

fig, ax = plt.subplots()
ax.plot(suspect.training(), color=BLUE, lw=2)
ax.set(xlabel="step", ylabel="loss", title="A classmate's training")
show("The loss of the classmate's training against the step: a single line that falls and then levels off.")

# %% [markdown]
# The loss falls from step to step and then levels off. Even so, the function has a mistake. It is one of these:

# %%
for mistake_id, what in suspect.CANDIDATES.items():
    print(f"{mistake_id}\n    {what}")

# %% [markdown]
# The classmate tried each kind of step alone, where nobody can see it.
#
# Write `find_bug`. It returns the id of the mistake, and an example on which the mistake shows: arguments on which the
# right numbers differ from the suspect's by one per cent or more. The check below compares the suspect with the slopes
# of the classmate's loss, which it works out from losses close by. It says whether the mistake shows. Whether you named
# the right mistake, you hear from the grader. An id counts only beside an example that shows the mistake, so a guess
# earns little.

# %% task="find_bug"
check("find_bug")

# %% [markdown]
# ## ★ An operator of your own
#
# A table of slopes can always get one row more. Choose an operator that your `Tensor` does not have, and write it as a
# method: `sigmoid`, which is $1 / (1 + e^{-a})$, or `square_root`, or `softplus`, which is $\log(1 + e^{a})$. Can its
# slope be told from its output? Save the file, and let the referee judge what you found. This has no points. The grader
# does not mind another method.

# %%
for name in ("sigmoid", "square_root", "softplus"):
    if hasattr(ae.Tensor, name):
        judge_operator(f"a.{name}()", lambda a, name=name: getattr(a, name)(), place)
    else:
        print(f"your Tensor has no {name}")

# %% [markdown]
# ## A question

# %% [markdown] question="text"
# <!-- question -->

# %% [markdown] question="answer"
# Your answer here.

# %% [markdown]
# ## What you learned, and where you are
#
# - A gradient engine is a table of slopes and an order. Everything else is bookkeeping.
# - Upstream times slope; shares are added; a node pushes when all of its gradient is there.
# - Broadcasting copies, and the gradient of a copy is a sum.
# - `backward` adds over calls, and `zero_grad` is the other half of that.
#
# This is what `torch` does, with more operators and faster ones. The course began with `loss.backward()` as a line in a
# notebook. Now you have written it.
