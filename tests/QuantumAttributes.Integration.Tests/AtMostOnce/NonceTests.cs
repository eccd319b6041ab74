using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using QuantumAttributes.Integration.Tests.Support;
using QuantumAttributes.Testing;

namespace QuantumAttributes.Integration.Tests.AtMostOnce;

/// <summary>Over real connections: no nonce comes twice under a key, on either side.</summary>
public class NonceTests
{
    [Fact]
    public async Task Given_ExpectContinue_When_TheServerAnswersWithoutTheBody_Expect_NoNonceTwice()
    {
        using var nonces = new NonceRecorder();
        await using QuantumServer server = await StartAsync();
        using HttpClient client = server.CreateClient(new ClientSetup { Key = server.Enrol(ClientKeys.Alice) });

        foreach (string path in (string[])["/echo", "/unread", "/echo"])
        {
            using HttpResponseMessage response = await client.SendAsync(Upload(path, "\"" + Guid.NewGuid() + "\"", expectContinue: true));
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }

        Expect(nonces);
    }

    [Fact]
    public async Task Given_ConnectionsThatAreCutInMidBody_When_RequestsAreSentAgain_Expect_NoNonceTwiceAndOneRunEach()
    {
        using var nonces = new NonceRecorder();
        int runs = 0;
        await using QuantumServer server = await StartAsync(() => Interlocked.Increment(ref runs));
        await using var proxy = new RecordingProxy(server.Port);
        using HttpClient client = server.CreateClient(new ClientSetup { Key = server.Enrol(ClientKeys.Alice), Through = proxy.EndPoint });
        (await client.GetAsync("/hello")).Dispose();

        foreach (int length in (int[])[700, 1_000, 20_000, 90_000])
        {
            proxy.Restart();
            proxy.ToServer.CutAfter(length);
            string key = $"\"{length}\"";
            await Assert.ThrowsAnyAsync<IOException>(async () =>
            {
                try
                {
                    (await client.SendAsync(Upload("/echo", key))).Dispose();
                }
                catch (HttpRequestException e)
                {
                    throw new IOException(e.Message, e);
                }
            });
            proxy.Restart();
            using HttpResponseMessage response = await client.SendAsync(Upload("/echo", key));
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }

        Assert.Equal(4, runs);
        Expect(nonces);
    }

    private static HttpRequestMessage Upload(string path, string key, bool expectContinue = false)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(new byte[100_000]) };
        request.Headers.Add("Idempotency-Key", key);
        request.Headers.ExpectContinue = expectContinue;
        return request;
    }

    private static void Expect(NonceRecorder nonces)
    {
        Assert.InRange(nonces.Encryptions, 10, int.MaxValue);
        Assert.Equal(0, nonces.Repeated);
    }

    private static Task<QuantumServer> StartAsync(Action? run = null) => QuantumServer.StartAsync(app =>
    {
        Routes.MapHello(app);
        app.MapPost("/echo", [QuantumChannel] async (HttpContext context) =>
        {
            run?.Invoke();
            await context.Request.Body.CopyToAsync(context.Response.Body);
        });
        app.MapPost("/unread", [QuantumChannel] () => "without looking");
    });
}
