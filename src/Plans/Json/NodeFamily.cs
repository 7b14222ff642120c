namespace Grader.Plans.Json;

/// <summary>The three sorts of nodes that share a list.</summary>
internal enum NodeFamily { Type, Expression, Plan }
