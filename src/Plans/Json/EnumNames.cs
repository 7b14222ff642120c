using Grader.Plans.Expressions;
using Grader.Plans.Logical;
using Grader.Plans.Session;

namespace Grader.Plans.Json;

/// <summary>The names of values that nearly every program sends. <see cref="Enum.ToString()"/> says the same, by reflection: three milliseconds of every worker's start.</summary>
internal static class EnumNames
{
    public static string Name(this SettingSource source) => source switch
    {
        SettingSource.Program => nameof(SettingSource.Program),
        SettingSource.Builder => nameof(SettingSource.Builder),
        SettingSource.LaterBuilder => nameof(SettingSource.LaterBuilder),
        _ => source.ToString(),
    };

    public static string Name(this GroupType type) => type switch
    {
        GroupType.GroupBy => nameof(GroupType.GroupBy),
        GroupType.Rollup => nameof(GroupType.Rollup),
        GroupType.Cube => nameof(GroupType.Cube),
        GroupType.Pivot => nameof(GroupType.Pivot),
        _ => type.ToString(),
    };

    public static string Name(this JoinType type) => type switch
    {
        JoinType.Inner => nameof(JoinType.Inner),
        JoinType.LeftOuter => nameof(JoinType.LeftOuter),
        JoinType.RightOuter => nameof(JoinType.RightOuter),
        JoinType.FullOuter => nameof(JoinType.FullOuter),
        JoinType.LeftSemi => nameof(JoinType.LeftSemi),
        JoinType.LeftAnti => nameof(JoinType.LeftAnti),
        JoinType.Cross => nameof(JoinType.Cross),
        _ => type.ToString(),
    };

    public static string Name(this SortDirection direction) => direction switch
    {
        SortDirection.Ascending => nameof(SortDirection.Ascending),
        SortDirection.Descending => nameof(SortDirection.Descending),
        _ => direction.ToString(),
    };

    public static string Name(this NullOrdering ordering) => ordering switch
    {
        NullOrdering.NullsFirst => nameof(NullOrdering.NullsFirst),
        NullOrdering.NullsLast => nameof(NullOrdering.NullsLast),
        _ => ordering.ToString(),
    };
}
