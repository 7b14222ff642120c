namespace Grader.Sandbox.Tests;

public sealed class WorkerUserTests
{
    [Theory]
    [InlineData("         0          0 4294967295\n", 0x6000_0000u + 5)] // no user namespace
    [InlineData("0 100000 65536\n", 65536u - 1000 - 5)] // a container
    [InlineData("0 1000 1\n1 100000 65536\n", 65537u - 1000 - 5)] // a rootless one
    [InlineData("0 1000 1\n", null)] // nobody to give
    [InlineData("", null)]
    public void A_user_is_picked_from_what_the_namespace_has(string map, uint? user) => Assert.Equal(user, WorkerUser.Pick(map, map, offset: 5));
}
