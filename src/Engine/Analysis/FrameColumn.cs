using Grader.Engine.Expressions;

namespace Grader.Engine.Analysis;

/// <summary>A column that an operator takes from a frame (<c>df["k"]</c>).</summary>
/// <param name="Frame">The frame's id.</param>
/// <param name="Position">Where the column is in the frame's output.</param>
internal sealed record FrameColumn(long Frame, int Position, AttributeReference Attribute);
