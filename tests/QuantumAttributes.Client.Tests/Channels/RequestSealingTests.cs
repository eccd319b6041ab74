using System.Net.Http.Headers;
using QuantumAttributes.Channels.Records;
using QuantumAttributes.Client.Channels;

namespace QuantumAttributes.Client.Tests.Channels;

public class RequestSealingTests
{
    [Fact]
    public void Given_Headers_When_Collected_Expect_AllSealedButThoseOfTransportAndTracing()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://bank.example/") { Content = new StringContent("four") };
        request.Headers.Host = "bank.example";
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "secret");
        request.Headers.Add("Cookie", "a=b");
        request.Headers.Add("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        request.Headers.Add("Accept-Encoding", "gzip");
        request.Headers.ExpectContinue = true;

        ProtectedHeaders collected = RequestSealing.Collect(request);

        Assert.Equal(["authorization", "content-length", "content-type", "cookie"], collected.Fields.Keys.Order());
        Assert.Equal("4", collected.Fields["content-length"].Single());
    }

    [Fact]
    public void Given_AFieldOnRequestAndContent_When_Collected_Expect_BothValues()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://bank.example/") { Content = new ByteArrayContent([]) };
        request.Headers.Add("X-Field", "one");
        request.Content.Headers.Add("x-field", "two");

        Assert.Equal(["one", "two"], RequestSealing.Collect(request).Fields["x-field"]);
    }

    [Theory]
    [InlineData(1000, true)]
    [InlineData(4412, false)]
    public void Given_ASignature_When_Collected_Expect_ItSealedWhereItFits(int length, bool inside)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://bank.example/");
        request.Headers.TryAddWithoutValidation("Signature", new string('s', length));

        Assert.Equal(inside, RequestSealing.Collect(request).Fields.ContainsKey("signature"));
    }

    [Fact]
    public void Given_OtherHeadersThatDoNotFit_When_Collected_Expect_NoneLeftOut()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://bank.example/");
        request.Headers.Add("X-Large", new string('x', 5000));

        Assert.Contains("x-large", RequestSealing.Collect(request).Fields.Keys);
    }

    [Theory]
    [InlineData("https://bank.example/path?query", "https://bank.example")]
    [InlineData("https://BANK.example:443/", "https://bank.example")]
    [InlineData("http://user:password@bank.example:8080/", "http://bank.example:8080")]
    [InlineData("http://[::1]:5000/", "http://[::1]:5000")]
    [InlineData("https://bücher.example/", "https://xn--bcher-kva.example")]
    public void Given_AUri_When_ItsOriginIsTaken_Expect_TheFormOfDocuments(string uri, string expected) =>
        Assert.Equal(expected, RequestOrigin.Of(new Uri(uri)));
}
