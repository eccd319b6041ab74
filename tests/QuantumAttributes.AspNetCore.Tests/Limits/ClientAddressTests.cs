using System.Net;
using Microsoft.AspNetCore.Http;

namespace QuantumAttributes.AspNetCore.Tests.Limits;

public class ClientAddressTests
{
    [Theory]
    [InlineData("203.0.113.7", "203.0.113.7")]
    [InlineData("::ffff:203.0.113.7", "203.0.113.7")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64")]
    [InlineData("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64")]
    [InlineData("2001:db8:1:3::1", "2001:db8:1:3::/64")]
    [InlineData("fe80::1%3", "fe80::/64")]
    public void Given_AnAddress_When_LimitsCount_Expect_ThatOfASubscriber(string address, string expected) =>
        Assert.Equal(expected, ClientAddress.Of(IPAddress.Parse(address)));

    [Fact]
    public void Given_AConnectionWithoutAnAddress_When_LimitsCount_Expect_OneForAllOfThem() =>
        Assert.Equal("", ClientAddress.Of(new DefaultHttpContext()));
}
