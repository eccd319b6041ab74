using Microsoft.Extensions.DependencyInjection;
using QuantumAttributes.Channels;
using QuantumAttributes.Client.Channels;
using QuantumAttributes.Client.Tests.Support;

namespace QuantumAttributes.Client.Tests.Channels;

public class SealedContentTests
{
    [Fact]
    public async Task Given_ASealedBody_When_WrittenASecondTime_Expect_AnError()
    {
        using SealedContent content = await SealAsync();
        await content.CopyToAsync(Stream.Null);

        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => content.CopyToAsync(Stream.Null));
        Assert.Contains("sent once", Assert.IsType<ChannelException>(refused.InnerException).Message);
    }

    [Fact]
    public async Task Given_ABodyInMemory_When_AskedForItsLength_Expect_WhatIsWritten()
    {
        HttpContent[] contents =
        [
            new StringContent("ten to Bob"), new StringContent(""), new ByteArrayContent(new byte[200_000]), new ReadOnlyMemoryContent(new byte[3]),
            new FormUrlEncodedContent([new("to", "Bob")]),
        ];
        foreach (HttpContent inner in contents)
        {
            using SealedContent content = await SealAsync(inner);
            long? length = content.Headers.ContentLength;
            using var written = new MemoryStream();
            await content.CopyToAsync(written);

            Assert.Equal(written.Length, length);
        }
    }

    /// <summary>Whoever writes it may flush it in the middle, and that ends a frame.</summary>
    [Fact]
    public async Task Given_AStream_When_AskedForItsLength_Expect_None()
    {
        using SealedContent content = await SealAsync(new StreamContent(new MemoryStream(new byte[10])));

        Assert.Null(content.Headers.ContentLength);
    }

    [Fact]
    public async Task Given_ASealedBody_When_Disposed_Expect_TheApplicationsContentToStay()
    {
        var inner = new StringContent("ten to Bob");
        SealedContent content = await SealAsync(inner);

        content.Dispose();

        Assert.Equal("ten to Bob", await inner.ReadAsStringAsync());
    }

    // As it goes to the wire: taken from there before anybody writes it.
    private static async Task<SealedContent> SealAsync(HttpContent? inner = null)
    {
        using var server = new InMemoryServer { Interfere = _ => throw new HttpRequestException("The connection breaks.") };
        var taken = new Taking { InnerHandler = server };
        using ServiceProvider services = Clients.Provide(
            taken, builder => builder.AddQuantumChannel(options => options.PinIdentity(server.Identity)));
        using HttpClient client = services.CreateClient();
        await Assert.ThrowsAsync<HttpRequestException>(() => client.PostAsync("/", inner ?? new StringContent("ten to Bob")));
        return taken.Content!;
    }

    private sealed class Taking : DelegatingHandler
    {
        public SealedContent? Content { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.Content is SealedContent content)
            {
                Content = content;
                request.Content = null;
            }

            return base.SendAsync(request, cancellationToken);
        }
    }
}
