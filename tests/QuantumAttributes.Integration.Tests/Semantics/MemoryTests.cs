using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using QuantumAttributes.Integration.Tests.Bodies;
using QuantumAttributes.Integration.Tests.Support;

namespace QuantumAttributes.Integration.Tests.Semantics;

[CollectionDefinition(nameof(AloneInTheProcess), DisableParallelization = true)]
public sealed class AloneInTheProcess;

/// <summary>A body goes through both sides without being held. The figures of 1 GiB are those of the stress command <c>stream</c>.</summary>
[Collection(nameof(AloneInTheProcess))]
public class MemoryTests
{
    private const long Length = 64L * 1024 * 1024;

    public static TheoryData<HttpProtocols> All => Versions.All;

    [Theory]
    [MemberData(nameof(All))]
    public async Task Given_64MiB_When_Uploaded_Expect_LessThanHalfOfItAllocatedByBothSides(HttpProtocols version)
    {
        await using QuantumServer server = await StartAsync(version);
        using HttpClient client = server.CreateClient();
        await UploadAsync(1024 * 1024);

        long before = GC.GetTotalAllocatedBytes(precise: true);
        Assert.Equal(await Pattern.HashAsync(Length), await UploadAsync(Length));

        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, Length / 2);

        async Task<string> UploadAsync(long length)
        {
            using HttpResponseMessage response = await client.PostAsync("/up", new Pattern.Content(stream => Pattern.WriteAsync(stream, length)));
            return await response.Content.ReadAsStringAsync();
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Given_64MiB_When_Downloaded_Expect_LessThanHalfOfItAllocatedByBothSides(HttpProtocols version)
    {
        await using QuantumServer server = await StartAsync(version);
        using HttpClient client = server.CreateClient();
        await DownloadAsync(1024 * 1024);

        long before = GC.GetTotalAllocatedBytes(precise: true);
        Assert.Equal(await Pattern.HashAsync(Length), await DownloadAsync(Length));

        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, Length / 2);

        async Task<string> DownloadAsync(long length)
        {
            using HttpResponseMessage response = await client.GetAsync($"/down?length={length}", HttpCompletionOption.ResponseHeadersRead);
            await using Stream body = await response.Content.ReadAsStreamAsync();
            return await Pattern.HashAsync(body);
        }
    }

    private static Task<QuantumServer> StartAsync(HttpProtocols version) => QuantumServer.StartAsync(
        app =>
        {
            app.MapPost("/up", [QuantumChannel] async (HttpContext context) =>
            {
                string hash = await Pattern.HashAsync(context.Request.Body);
                return hash;
            });
            app.MapGet("/down", [QuantumChannel] (long length, HttpContext context) => Pattern.WriteAsync(context.Response.Body, length));
        },
        new ServerSetup { Protocols = version, Tls = version == HttpProtocols.Http2, Limits = limits => limits.MaxRequestBodySize = null });
}
