using QuantumAttributes.Channels.Sessions;
using QuantumAttributes.Channels.Tests.Reference;

namespace QuantumAttributes.Channels.Tests.Sessions;

public class SessionTicketFieldTests
{
    [Fact]
    public void Given_ATicket_When_WrittenAndRead_Expect_ItAgain()
    {
        byte[] ticket = [.. Enumerable.Range(0, 190).Select(i => (byte)i)];

        Assert.True(SessionTicketField.TryParse(SessionTicketField.Format(ticket), out ReadOnlyMemory<byte> read));

        Assert.Equal(ticket, read.ToArray());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("::")]
    [InlineData(":AAAA")]
    [InlineData("AAAA")]
    [InlineData("\"AAAA\"")]
    [InlineData(":AAAA:;a=1")]
    [InlineData(":AAAA:;a")]
    [InlineData(":AAAA:, :AAAA:")]
    [InlineData("(:AAAA:)")]
    [InlineData("t=:AAAA:")]
    [InlineData(":AA*A:")]
    [InlineData("1")]
    public void Given_AnythingElse_When_Read_Expect_False(string? value) => Assert.False(SessionTicketField.TryParse(value, out _));

    [Theory]
    [InlineData(1, true)]
    [InlineData(1024, true)]
    [InlineData(1025, false)]
    public void Given_ALength_When_Read_Expect_TheLimit(int length, bool expected) =>
        Assert.Equal(expected, SessionTicketField.TryParse($":{Convert.ToBase64String(new byte[length])}:", out _));

    [Fact]
    public void Given_ATicket_When_Named_Expect_TheNameOfTheText()
    {
        byte[] ticket = [1, 2, 3];

        Assert.Equal(
            Convert.ToBase64String(Primitives.Sha256(ticket)[..16]).Replace('+', '-').Replace('/', '_').TrimEnd('='), SessionTicketField.KeyIdOf(ticket));
    }
}
