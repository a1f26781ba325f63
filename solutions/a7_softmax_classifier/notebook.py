# %% [markdown]
# # A softmax classifier by hand
#
# So far a model answered with numbers, such as tons of apples. Here it answers with a kind: which of three irises is
# this flower? You turn scores into probabilities, measure them by the cross-entropy, find its gradient, which is
# surprisingly simple, and train a classifier with it. On the way the exponential function will break your program,
# and you repair it once and for all.
#
# Your code goes into `softmax_classifier.py`; save that file before you run a check cell.
# <!-- tasks -->

# %%
# %load_ext autoreload
# %autoreload 2
import matplotlib.pyplot as plt
import numpy as np
import softmax_classifier as clf
from gradcheck import check
from ladder import check_step
from matplotlib.colors import LinearSegmentedColormap
from pictures import show
from referee import judge
from tqdm.auto import tqdm

BLUE, ORANGE, GREEN, PURPLE, GREY = "#0072B2", "#B34E00", "#007A58", "#AA4499", "#666666"
plt.rcParams.update({"figure.figsize": (7, 4), "axes.grid": True, "grid.alpha": 0.3, "axes.axisbelow": True})
np.set_printoptions(precision=4, suppress=True)

# %% [markdown]
# ## The data
#
# In the 1930s Edgar Anderson measured 150 irises of three species, and Ronald Fisher made the table famous. A row is
# a flower: length and width of its sepals and of its petals, in centimetres. The species is coded as 0, 1 or 2.

# %%
SPECIES = ("setosa", "versicolor", "virginica")
COLOURS, MARKERS = (BLUE, ORANGE, GREEN), ("o", "s", "^")
table = np.loadtxt("iris.csv", delimiter=",", skiprows=1, dtype=str)
X_all = table[:, :4].astype(float)
labels = np.array([SPECIES.index(name) for name in table[:, 4]])
X = X_all[:, 2:]
N, D, K = X.shape[0], X.shape[1], len(SPECIES)
print("X", X.shape, " labels", labels.shape, " flowers of each species:", np.bincount(labels))


# %% folded=true
def flowers(ax, size=22):
    """Draw the flowers into a plot of their petals."""
    for k, name in enumerate(SPECIES):
        mine = X[labels == k]
        ax.scatter(mine[:, 0], mine[:, 1], s=size, color=COLOURS[k], marker=MARKERS[k], lw=0, label=name, zorder=3)


fig, ax = plt.subplots()
flowers(ax)
ax.set(xlabel="petal length (cm)", ylabel="petal width (cm)", title="150 irises")
ax.legend()
show("150 irises by petal length and width: setosa apart, versicolor and virginica touching.")

# %% [markdown]
# The petals alone tell nearly everything, and they fit into a picture, so the classifier gets these two columns. $N$
# is
# 150, $D$ is 2, and $K$, the number of classes, is 3. Setosa is far away from the rest; versicolor and virginica touch.
#
# The model is the linear one, with one output for each class. Its outputs are called *scores* or *logits*:
#
# $$\underbrace{Z}_{(N,K)} = X W^\top + b$$
#
# A score may be any number. The largest one wins; how sure the model is, the next function says.
#
# ## 1. Softmax
#
# $$p_{nk} = \frac{e^{z_{nk}}}{\sum_{j} e^{z_{nj}}}$$
#
# Exponentials are positive, and the division makes each *row* add up to 1. Only differences count: if all scores of a
# row grow by $c$, numerator and denominator are both multiplied by $e^c$.
#
# On paper this is all. In float64 it is not.
#
# **Predict, then run.** The cell takes the formula as it stands, for the scores (1, 2), (1001, 1002) and (-1001, -1000).
# On paper all three give the same probabilities. What will each of them print?

# %%
with np.errstate(over="ignore", invalid="ignore"):
    for z in (np.array([1.0, 2.0]), np.array([1001.0, 1002.0]), np.array([-1001.0, -1000.0])):
        print(f"scores {z}: exponentials {np.exp(z)}, divided by their sum {np.exp(z) / np.exp(z).sum()}")

# %% [markdown]
# The three rows have the same differences and so the same probabilities. But `exp(710)` is too large for a float and
# becomes inf, and `exp(-750)` becomes 0. Choose $c$ well: subtract the *largest score of the row*. Then the largest
# exponential is $e^0 = 1$, the sum is at least 1, and whatever underflows to 0 really is next to nothing. The largest
# of the whole batch will not do: the second and the third row above could stand in one batch.
#
# Half of the points of this task are for scores in the thousands.

# %% task="softmax"
check("softmax")

# %% [markdown]
# ## 2. Cross-entropy
#
# How good are the probabilities? Take the one that the model gave to the right class. Its negative logarithm is the
# loss of the row, and the loss of the batch is the mean:
#
# $$L = \frac1N \sum_n -\log p_{n,\,\text{label}_n}$$
#
# A sure and right answer costs nothing. A sure and wrong one costs without limit, and that is where the numbers break
# again: for a difference of 10,000 the probability is 0 as a float, and $-\log 0$ is inf. Adding a small number
# before the log hides this and puts a wrong number in its place. Take the logarithm of the fraction on paper instead:
#
# $$-\log p_{nk} = \log\Big(\sum_j e^{z_{nj}}\Big) - z_{nk}$$
#
# No quotient, so no 0 in it. The first term is the *log-sum-exp*; with the largest score $m$ of the row taken out,
# $\log \sum_j e^{z_j} = m + \log \sum_j e^{z_j - m}$, it is safe.

# %% task="cross_entropy"
check("cross_entropy")

# %%
margin = np.linspace(-120, 120, 961)
Z = np.column_stack([margin, np.zeros_like(margin)])
safe = np.array([clf.cross_entropy(row[None], np.array([0])) for row in Z])
with np.errstate(all="ignore"):
    exponentials = np.exp(Z.astype(np.float32))
    naive = -np.log(exponentials[:, 0] / exponentials.sum(axis=1))
seen = np.isfinite(naive)

# %% folded=true
fig, (left, right) = plt.subplots(1, 2, figsize=(9.5, 3.8))
near = np.abs(margin) <= 5
left.plot(margin[near], safe[near], color=BLUE, lw=2)
left.set(xlabel="score of the label less the other score", ylabel="loss", title="The loss of one row, two classes")
right.plot(margin, safe, color=BLUE, lw=2, label="log-sum-exp")
right.plot(margin[seen], naive[seen], color=ORANGE, lw=2, ls="--", label="log of the quotient, float32")
for edge in (margin[seen][0], margin[seen][-1]):
    right.axvline(edge, color=GREY, lw=1, ls=":")
right.set(xlabel="score of the label less the other score", ylabel="loss", title="Where the quotient gives up")
right.legend()
fig.tight_layout()
show("Left: the loss of one row falls along a bend. Right: the quotient stops where the scores are large.")

# %% [markdown]
# Left: far to the left, where the answer is sure and wrong, the loss is a straight line. Right: in single precision
# the quotient gives inf or nan beyond the dotted lines, already for scores near 100; in float64 the lines stand at
# about 700.
#
# ## 3. The gradient with respect to the scores
#
# Take one row, with label $y$. Its loss is $\log \sum_j e^{z_j} - z_y$.
#
# **Predict.** The score of the right class grows a little. Does the loss rise or fall? And when the score of another class
# grows? If *all* scores of the row grow by the same amount, what does the loss do, and what does that say of the sum of
# the row of $\partial L/\partial Z$?
#
# <details>
# <summary>Compare</summary>
#
# A larger score of the right class makes the loss smaller: its entry is negative. Each other score takes probability away
# from it, so those entries are positive. If all grow alike, no probability changes and neither does the loss. So the
# entries of a row add up to 0.
#
# </details>
#
# **One number.** Two rows, four classes, and scores that know nothing yet:
#
# - `Z = [[0, 0, 0, 0], [0, 0, 0, 0]]`
# - `labels = [2, 0]`
#
# Count from 0. What is the gradient for the score of class 2 in row 0, which is the label of this row? Differentiate both
# terms of the loss, and do not forget that $L$ is the mean over the rows.

# %%
check_step("grad_logits", 1, ...)

# %% [markdown]
# And for the score of class 1 in the same row?

# %%
check_step("grad_logits", 2, ...)

# %% [markdown]
# **The formula with gaps.** The first term of the loss of a row, and then the second:
#
# $$\frac{\partial}{\partial z_k}\log\sum_j e^{z_j} = \frac{\square}{\sum_j \square},
# \qquad
# -\frac{\partial z_y}{\partial z_k} = \square \text{ where } k = y, \text{ and } \square \text{ elsewhere}$$
#
# <details>
# <summary>Compare</summary>
#
# Above the line stands $e^{z_k}$, below it the sum of all $e^{z_j}$. You know this quotient by another name. The second
# term gives $-1$ at the label and $0$ elsewhere.
#
# </details>
#
# Put the two together, for all rows at once, with the mean. Then write `grad_logits`.

# %% task="grad_logits"
check("grad_logits")

# %% [markdown] derivation="grad_logits"
# Differentiate the loss of a row with respect to each score $z_k$:
#
# - the first term gives $\dfrac{e^{z_k}}{\sum_j e^{z_j}} = p_k$, for *every* class,
# - the second gives $-1$ for $k = y$ and nothing for the others.
#
# The two together, with the mean over the rows:
#
# $$\frac{\partial L}{\partial z_{nk}} = \frac1N\,\big(p_{nk} - [k = \text{label}_n]\big)
# \qquad\text{or}\qquad \frac{\partial L}{\partial Z} = \frac{P - \text{onehot}}{N}$$
#
# where a row of onehot is 1 at the label and 0 elsewhere. Prediction less truth: the same form as $\hat Y - Y$ of the
# squared error, though the functions are so different.

# %%
picked = np.array([0, 14, 41, 50, 70, 77, 106, 119, 133])
W_rough = np.array([[-0.6, -0.8], [0.2, -0.4], [0.4, 1.2]])
b_rough = np.array([3.2, 0.9, -2.4])
Z = X[picked] @ W_rough.T + b_rough
P = clf.softmax(Z)
G = clf.grad_logits(Z, labels[picked]) * len(picked)
one_hot = P - G
both_ways = LinearSegmentedColormap.from_list("both", (BLUE, "white", ORANGE))

# %% folded=true
fig, axes = plt.subplots(1, 3, figsize=(9.6, 4.4), sharey=True, layout="constrained")
for ax, values, title in zip(axes, (P, one_hot, G), ("P", "onehot", "P - onehot")):
    picture = ax.imshow(values, vmin=-1, vmax=1, cmap=both_ways, aspect="auto")
    for n in range(len(picked)):
        for k in range(K):
            ink = "white" if values[n, k] > 0.9 else "black"
            ax.text(k, n, f"{values[n, k]:.2f}", ha="center", va="center", fontsize=8, color=ink)
    ax.set_title(title)
    ax.set_xticks(range(K), SPECIES, rotation=20)
    ax.set_yticks(range(len(picked)), [f"{SPECIES[labels[n]]} {n + 1}" for n in picked])
    ax.grid(visible=False)
axes[0].set_ylabel("flower and its row in the table")
fig.colorbar(picture, ax=axes, label="value")
show("Three tables of numbers for nine flowers and three classes: probabilities, labels, and their difference.")

# %% [markdown]
# Nine flowers and a classifier that is still rough. A step of gradient descent goes against the right-hand picture:
# blue scores rise, orange ones fall. In each row the numbers add up to 0, so what one class gains the others lose.
# Rows that are right and sure are pale: they no longer push. That is how the loss spends its attention on the
# doubtful flowers.
#
# ## 4. The gradients of the model
#
# The scores come from a linear layer. Above it stands $G = \partial L/\partial Z$, of shape $(N, K)$, which you have just
# written. What does the layer owe to its weights and to its bias?
#
# **Predict.** Which shapes have the two gradients, and which index disappears? Is there another mean to take?
#
# <details>
# <summary>Compare</summary>
#
# $(K, D)$ for $W$ and $(K,)$ for $b$: the index $n$ of the rows disappears. The mean is in $G$ already.
#
# </details>
#
# **One number.** Two rows, two inputs, two classes:
#
# - `X = [[8, 2], [4, 10]]`, `labels = [1, 0]`
# - `W = [[0, 0], [0, 0]]`, `b = [0, 0]`
#
# Count from 0. What is the gradient for the weight of class 0 for input 1?

# %%
check_step("gradients", 1, ...)

# %% [markdown]
# **The formula with gaps.**
#
# $$\frac{\partial L}{\partial w_{kd}} = \sum_{\square} \square\;\square,
# \qquad
# \frac{\partial L}{\partial b_k} = \sum_{\square} \square$$
#
# <details>
# <summary>Compare</summary>
#
# Both sums run over $n$. The first holds $g_{nk}$ and $x_{nd}$, the second $g_{nk}$ alone.
#
# </details>

# %% task="gradients"
check("gradients")

# %% [markdown] derivation="gradients"
# The weight $w_{kd}$ reaches the score of class $k$ in every row, each time with the factor $x_{nd}$. The bias $b_k$ does
# so with the factor 1:
#
# $$\frac{\partial L}{\partial w_{kd}} = \sum_n g_{nk}\, x_{nd}, \qquad \frac{\partial L}{\partial b_k} = \sum_n g_{nk}$$
#
# So $\partial L/\partial W = G^\top X$, and the bias adds up the rows of $G$. The $1/N$ is in $G$ already.

# %% [markdown]
# ### A second opinion
#
# The referee of assignment 2 judges both gradients, and that of the scores, on all 150 flowers. It uses your own
# `gradient_check.py` where it finds a good one, here or in `../a2_gradient_check`.

# %%
dW, db = clf.gradients(X, labels, W_rough, b_rough)
scores = X @ W_rough.T + b_rough
judge(lambda Z: clf.cross_entropy(Z, labels), scores, clf.grad_logits(scores, labels), "dL/dZ")
judge(lambda W: clf.cross_entropy(X @ W.T + b_rough, labels), W_rough, dW, "dL/dW")
judge(lambda b: clf.cross_entropy(X @ W_rough.T + b, labels), b_rough, db, "dL/db")

# %% [markdown]
# ## Training
#
# The loop is short enough to stand here.
#
# **Predict, then run.** All parameters are 0 at the start. Which probability has each class then, and which loss will be
# printed before step 0? And will the number of flowers in the wrong class fall at each step, as the loss does?
#
# (Zeros are no problem here, unlike in assignment 6: there is no hidden layer whose units would
# stay equal, and the labels tell the classes apart from the first step on.)

# %%
LR, STEPS = 0.2, 5000
W, b = np.zeros((K, D)), np.zeros(K)
path, losses, mistakes = [(W, b)], [], []
for _ in tqdm(range(STEPS), desc="training", unit=" steps", ascii=" ="):
    Z = X @ W.T + b
    losses.append(clf.cross_entropy(Z, labels))
    mistakes.append(int(np.sum(Z.argmax(axis=1) != labels)))
    dW, db = clf.gradients(X, labels, W, b)
    W, b = W - LR * dW, b - LR * db
    path.append((W, b))
print(f"loss before step 0: {losses[0]:.4f}   before step {STEPS - 1}: {losses[-1]:.4f}")
print(f"flowers in the wrong class at the end: {mistakes[-1]} of {N}")

# %% folded=true
fig, (left, right) = plt.subplots(1, 2, figsize=(9.5, 3.8))
steps = np.arange(1, STEPS + 1)
left.plot(steps, losses, color=BLUE, lw=2)
left.axhline(np.log(3), color=GREY, lw=1, ls=":")
left.text(60, np.log(3) + 0.03, "log 3: nothing is known", color=GREY)
left.set(xscale="log", ylim=(0, 1.25), xlabel="step (counted from 1)", ylabel="cross-entropy", title="The loss")
right.plot(steps, mistakes, color=ORANGE, lw=2)
right.set(xscale="log", ylim=(0, None), xlabel="step (counted from 1)", ylabel="flowers in the wrong class")
right.set_title("The mistakes")
fig.tight_layout()
show("Left: the cross-entropy falls smoothly. Right: the number of mistakes jumps.")

# %% [markdown]
# With all parameters 0 every class has the probability 1/3, and the loss is $\log 3 = 1.0986$. The loss falls smoothly,
# while the number of mistakes jumps, stands still, and even rises at times. It cannot be
# differentiated, so nobody can descend on it. The cross-entropy stands in for it, and it goes on falling when the
# mistakes have long stopped: right answers become surer.
#
# ## The boundaries in training
#
# Each point of the plane has three probabilities. The colour says which class is likeliest there, and it is the paler
# the less sure the model is. The boundary between two classes is where their scores are equal, which is a straight
# line.

# %% folded=true
lengths, widths = np.meshgrid(np.linspace(0.5, 7.4, 240), np.linspace(-0.1, 2.7, 180))
plane = np.column_stack([lengths.ravel(), widths.ravel()])
shades = np.array([[int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)] for colour in COLOURS])


def regions(ax, W, b):
    """Colour the plane by the probabilities."""
    P = clf.softmax(plane @ W.T + b)
    sure = (P.max(axis=1, keepdims=True) - 1 / K) / (1 - 1 / K)
    picture = 1 - 0.55 * sure * (1 - shades[P.argmax(axis=1)])
    ax.imshow(picture.reshape(*lengths.shape, 3), extent=(0.5, 7.4, -0.1, 2.7), origin="lower", aspect="auto")
    winners = P.argmax(axis=1).reshape(lengths.shape)
    ax.contour(lengths, widths, winners, levels=[0.5, 1.5], colors="black", linewidths=0.8)
    ax.grid(visible=False)


fig, axes = plt.subplots(2, 3, figsize=(9.6, 5.6), sharex=True, sharey=True, layout="constrained")
for ax, step in zip(axes.flat, (1, 5, 20, 100, 500, STEPS)):
    regions(ax, *path[step])
    flowers(ax, size=10)
    wrong = mistakes[step] if step < STEPS else int(np.sum((X @ W.T + b).argmax(axis=1) != labels))
    ax.set_title(f"{step:,} step{'s' if step > 1 else ''}: {wrong} wrong")
for ax in axes[1]:
    ax.set_xlabel("petal length (cm)")
for ax in axes[:, 0]:
    ax.set_ylabel("petal width (cm)")
axes[1, 2].legend(loc="upper left", fontsize=8)
show("Maps of the petals, coloured by the likeliest species, after more and more steps.")

# %% [markdown]
# At first virginica wins everywhere. Setosa is settled soon. The boundary between versicolor and virginica takes
# thousands of steps to turn into place, and the pale strip around it stays: there the flowers overlap, and a model
# that is honest says so.
#
# ## Who is taken for whom
#
# A table of true against predicted species shows where the mistakes are.
#
# **Predict, then run.** Which of the nine cells of the table will be 0? What share of the loss that is left do the ten
# worst of 150 flowers carry?

# %% folded=true
predicted = (X @ W.T + b).argmax(axis=1)
confusion = np.zeros((K, K), dtype=int)
np.add.at(confusion, (labels, predicted), 1)

fig, (left, right) = plt.subplots(1, 2, figsize=(9.6, 4), width_ratios=(1, 1.5), layout="constrained")
left.imshow(confusion, cmap=LinearSegmentedColormap.from_list("blues", ("white", BLUE)), vmax=80)
for true in range(K):
    for guess in range(K):
        left.text(guess, true, confusion[true, guess], ha="center", va="center")
left.set_xticks(range(K), SPECIES, rotation=20)
left.set_yticks(range(K), SPECIES)
left.set(xlabel="predicted species", ylabel="true species", title="Flowers")
left.grid(visible=False)
own = clf.softmax(X @ W.T + b)[np.arange(N), labels]
for k, name in enumerate(SPECIES):
    mine = np.flatnonzero(labels == k)
    right.scatter(mine + 1, own[mine], s=22, color=COLOURS[k], marker=MARKERS[k], lw=0, label=name)
right.axhline(0.5, color=GREY, lw=1, ls=":")
right.set(xlabel="row of the table", ylabel="probability of the true species", title="How sure it is of the truth")
right.legend(loc="lower left")
show("Left: a table of true against predicted species. Right: how sure the model is of the truth, for each flower.")
each = np.sort(-np.log(own))
print(f"share of the whole loss that the ten worst flowers carry: {each[-10:].sum() / each.sum():.0%}")

# %% [markdown]
# All setosa are right. Six of the others are taken for their neighbours, and the model was not sure of these wrong
# answers: it gave the true species a probability between 0.3 and 0.5. Ten flowers of 150 carry nearly half of the
# loss that is left, and by $P - \text{onehot}$ they pull hardest at the weights.
#
# ## Find the bug
#
# A classmate has two classes only, and one score for each row. The probability of class 1 is $1 / (1 + e^{-z})$. This
# time the loss itself is to be judged. The function stands in `suspect.py`, beside this notebook. Open that file and
# read it. The training looks fine:

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
# The classmate tried it on scores from -5 to 5, where nobody can see it.
#
# Write `find_bug`. It returns the id of the mistake, and an example on which the mistake shows: arguments on which the
# right numbers differ from the suspect's by one per cent or more. The check below compares the suspect with the same
# formulas in decimals with hundreds of digits. It says whether the mistake shows. Whether you named the right mistake,
# you hear from the grader. An id counts only beside an example that shows the mistake, so a guess earns little.

# %% task="find_bug"
check("find_bug")

# %% [markdown]
# ## A question

# %% [markdown] question="text"
# <!-- question -->

# %% [markdown] question="answer"
# Your answer here.

# %% [markdown]
# ## What you learned, and what comes next
#
# - Softmax turns scores into shares of 1, row by row; only differences of scores count.
# - Shift by the largest score before you take exponentials, and never take the log of a quotient that may be 0.
# - The gradient of softmax and cross-entropy together is $(P - \text{onehot})/N$.
# - The number of mistakes is what we care about, the cross-entropy is what we can descend on.
#
# Next, in assignment 8, you write the machine that finds all these gradients by itself.
