using Grader.Plans.Expressions;
using Grader.Plans.Logical;
using Grader.Plans.Session;

namespace Grader.Plans.Json;

public class EnumNamesTests
{
    [Fact]
    public void Names_are_those_that_reflection_finds()
    {
        Assert.All(Enum.GetValues<SettingSource>(), value => Assert.Equal(value.ToString(), value.Name()));
        Assert.All(Enum.GetValues<GroupType>(), value => Assert.Equal(value.ToString(), value.Name()));
        Assert.All(Enum.GetValues<JoinType>(), value => Assert.Equal(value.ToString(), value.Name()));
        Assert.All(Enum.GetValues<SortDirection>(), value => Assert.Equal(value.ToString(), value.Name()));
        Assert.All(Enum.GetValues<NullOrdering>(), value => Assert.Equal(value.ToString(), value.Name()));
        Assert.Equal("17", ((JoinType)17).Name());
    }
}
